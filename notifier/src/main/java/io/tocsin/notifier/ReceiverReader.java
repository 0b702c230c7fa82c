package io.tocsin.notifier;

import io.tocsin.notifier.channel.ChannelConfig;
import io.tocsin.notifier.channel.Credential;
import io.tocsin.notifier.channel.TerminalConfig;
import io.tocsin.notifier.channel.WebhookConfig;
import io.tocsin.notifier.channel.config.ChannelSection;
import io.tocsin.notifier.channel.config.GlobalSection;
import io.tocsin.notifier.channel.config.RefusedKeys;
import io.tocsin.notifier.channel.email.EmailReader;
import io.tocsin.notifier.channel.pagerduty.PagerDutyReader;
import io.tocsin.notifier.channel.slack.SlackReader;
import io.tocsin.notifier.channel.sms.SmsReader;
import io.tocsin.schemas.config.YamlNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the section {@code receivers:}. */
final class ReceiverReader {

    private interface ChannelReader {
        Optional<? extends ChannelConfig> read(YamlNode node, GlobalSection global);
    }

    /** In the order in which a receiver's integrations are listed. */
    private static final Map<String, ChannelReader> READERS = new LinkedHashMap<>();

    static {
        READERS.put("webhook_configs", ReceiverReader::webhook);
        READERS.put("terminal_configs", ReceiverReader::terminal);
        READERS.put("pagerduty_configs", PagerDutyReader::read);
        READERS.put("slack_configs", SlackReader::read);
        READERS.put("sms_configs", SmsReader::read);
        READERS.put("email_configs", EmailReader::read);
    }

    private static final Set<String> ABSENT = Set.of(
            "discord_configs",
            "incidentio_configs",
            "jira_configs",
            "mattermost_configs",
            "msteams_configs",
            "msteamsv2_configs",
            "opsgenie_configs",
            "pushover_configs",
            "rocketchat_configs",
            "sns_configs",
            "telegram_configs",
            "victorops_configs",
            "webex_configs",
            "wechat_configs");

    private ReceiverReader() {}

    /** @return by name, in the order of the file */
    static Map<String, ReceiverConfig> read(YamlNode section, GlobalSection global) {
        Map<String, ReceiverConfig> receivers = new LinkedHashMap<>();
        for (YamlNode node : section.elements()) {
            checkKeys(node);
            String name = node.requiredString("name");
            if (name.lines().count() > 1) {
                node.get("name").problem("must stand on one line");
            }
            ReceiverConfig receiver = new ReceiverConfig(name, channels(node, global));
            if (receivers.putIfAbsent(name, receiver) != null) {
                node.get("name").problem("there is another receiver \"" + name + "\" above");
            }
        }
        return receivers;
    }

    private static void checkKeys(YamlNode receiver) {
        RefusedKeys refused = new RefusedKeys();
        ABSENT.forEach(key -> refused.add(key, "there is no such channel; a webhook may do"));
        List<String> known = new ArrayList<>(READERS.keySet());
        known.add("name");
        refused.check(receiver, known);
    }

    private static List<ChannelConfig> channels(YamlNode receiver, GlobalSection global) {
        List<ChannelConfig> channels = new ArrayList<>();
        READERS.forEach((key, reader) -> {
            for (YamlNode node : receiver.list(key)) {
                reader.read(node, global).ifPresent(channels::add);
            }
        });
        return channels;
    }

    private static Optional<WebhookConfig> webhook(YamlNode node, GlobalSection global) {
        new RefusedKeys()
                .add("http_config", "HTTP goes out directly, with the JVM's trusted certificates")
                .check(node, List.of("url", "url_file", "send_resolved", "max_alerts", "timeout"));
        ChannelSection section = new ChannelSection(node, global);
        Optional<Credential> url = section.credential("url");
        if (node.get("url").isPresent()) {
            section.checkUrl("url", "url");
        }
        boolean sendResolved = node.bool("send_resolved", true);
        int maxAlerts = node.integer("max_alerts", 0);
        Duration timeout = section.timeout(WebhookConfig.DEFAULT_TIMEOUT);
        if (maxAlerts < 0) {
            node.get("max_alerts").problem("must not be negative; 0 means all");
            return Optional.empty();
        }
        return url.map(secret -> new WebhookConfig(secret, sendResolved, maxAlerts, timeout));
    }

    private static Optional<TerminalConfig> terminal(YamlNode node, GlobalSection global) {
        node.allowOnly("send_resolved", "colours");
        Optional<Boolean> colours =
                node.get("colours").isPresent() ? Optional.of(node.bool("colours", false)) : Optional.empty();
        return Optional.of(new TerminalConfig(node.bool("send_resolved", true), colours));
    }
}
