package io.tocsin.notifier.channel.slack;

import io.tocsin.notifier.channel.Credential;
import io.tocsin.notifier.channel.config.ChannelSection;
import io.tocsin.notifier.channel.config.GlobalSection;
import io.tocsin.notifier.channel.config.RefusedKeys;
import io.tocsin.schemas.config.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads an element of {@code slack_configs}. */
public final class SlackReader {

    private static final List<String> TEXTS = List.of(
            "title",
            "title_link",
            "pretext",
            "text",
            "fallback",
            "footer",
            "color",
            "channel",
            "username",
            "icon_emoji",
            "icon_url");

    private SlackReader() {}

    public static Optional<SlackConfig> read(YamlNode node, GlobalSection global) {
        List<String> known = new ArrayList<>(List.of("send_resolved", "api_url", "api_url_file", "timeout"));
        known.addAll(TEXTS);
        refused().check(node, known);
        ChannelSection section = new ChannelSection(node, global);
        Optional<Credential> apiUrl = section.credential("api_url", "slack_api_url");
        if (!node.get("api_url_file").isPresent()) {
            section.checkUrl("api_url", "slack_api_url");
        }
        boolean sendResolved = node.bool("send_resolved", false);
        var timeout = section.timeout(ChannelSection.DEFAULT_TIMEOUT);
        var templates = section.templates(TEXTS);
        return apiUrl.map(url -> new SlackConfig(url, sendResolved, timeout, templates));
    }

    private static RefusedKeys refused() {
        RefusedKeys refused = new RefusedKeys();
        for (String key : List.of("app_token", "app_token_file", "app_url", "update_message")) {
            refused.add(key, "Slack is reached by an incoming webhook, api_url");
        }
        for (String key : List.of("fields", "actions", "image_url", "thumb_url", "message_text", "short_fields")) {
            refused.add(key, "messages are made of blocks; say it in text");
        }
        for (String key : List.of("callback_id", "link_names", "mrkdwn_in")) {
            refused.add(key, "it has no effect on blocks; take it away");
        }
        return refused.add("http_config", "HTTP goes out directly, with the JVM's trusted certificates");
    }
}
