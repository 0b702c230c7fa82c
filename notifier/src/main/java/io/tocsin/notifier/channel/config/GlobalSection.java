package io.tocsin.notifier.channel.config;

import io.tocsin.notifier.channel.template.MessageTemplates;
import io.tocsin.schemas.config.Problems;
import io.tocsin.schemas.config.YamlNode;
import java.util.List;
import java.util.Set;

/**
 * What holds for all receivers: Alertmanager's sections {@code global:} and {@code templates:}.
 *
 * @param node {@code global:}; may be absent
 * @param templates the language of message templates
 * @param problems where mistakes go that have a place of their own, inside a text
 */
public record GlobalSection(YamlNode node, MessageTemplates templates, Problems problems) {

    private static final Set<String> KNOWN = Set.of(
            "smtp_from",
            "smtp_smarthost",
            "smtp_hello",
            "smtp_auth_username",
            "smtp_auth_password",
            "smtp_auth_password_file",
            "smtp_require_tls",
            "smtp_force_implicit_tls",
            "smtp_tls_config",
            "slack_api_url",
            "slack_api_url_file",
            "pagerduty_url",
            "sms_api_url",
            "sms_account_sid",
            "sms_auth_token",
            "sms_auth_token_file",
            "sms_from",
            // Of alerts without an end, which there are none of here.
            "resolve_timeout");

    private static final List<String> ABSENT_CHANNELS =
            List.of("jira_", "mattermost_", "opsgenie_", "rocketchat_", "telegram_", "victorops_", "webex_", "wechat_");

    /** @param notifier the section {@code notifier:} */
    public static GlobalSection read(YamlNode notifier, Problems problems) {
        YamlNode global = notifier.get("global");
        RefusedKeys refused = new RefusedKeys();
        for (String key : List.of("smtp_auth_secret", "smtp_auth_secret_file", "smtp_auth_identity")) {
            refused.add(key, "the mechanisms are PLAIN and LOGIN, with smtp_auth_username and smtp_auth_password");
        }
        for (String key : List.of("slack_app_token", "slack_app_token_file", "slack_app_url")) {
            refused.add(key, "Slack is reached by an incoming webhook, slack_api_url");
        }
        refused.add("http_config", "HTTP goes out directly, with the JVM's trusted certificates");
        global.entries().keySet().stream()
                .filter(key -> ABSENT_CHANNELS.stream().anyMatch(key::startsWith))
                .forEach(key -> refused.add(key, "there is no such channel; a webhook may do"));
        refused.check(global, KNOWN);
        return new GlobalSection(global, MessageTemplates.read(notifier.get("templates"), problems), problems);
    }
}
