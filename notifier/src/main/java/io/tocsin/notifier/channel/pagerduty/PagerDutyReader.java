package io.tocsin.notifier.channel.pagerduty;

import io.tocsin.notifier.channel.Credential;
import io.tocsin.notifier.channel.config.ChannelSection;
import io.tocsin.notifier.channel.config.GlobalSection;
import io.tocsin.notifier.channel.config.RefusedKeys;
import io.tocsin.notifier.channel.template.MessageTemplate;
import io.tocsin.schemas.config.YamlNode;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads an element of {@code pagerduty_configs}. */
public final class PagerDutyReader {

    private static final List<String> TEXTS =
            List.of("description", "severity", "source", "client", "client_url", "class", "component", "group");

    private static final List<String> OTHERS =
            List.of("send_resolved", "routing_key", "routing_key_file", "url", "timeout", "details", "links");

    private PagerDutyReader() {}

    public static Optional<PagerDutyConfig> read(YamlNode node, GlobalSection global) {
        List<String> known = new ArrayList<>(TEXTS);
        known.addAll(OTHERS);
        new RefusedKeys()
                .add("service_key", "that is the Events API v1; make an integration of v2 and give its routing_key")
                .add(
                        "service_key_file",
                        "that is the Events API v1; make an integration of v2 and give its routing_key")
                .add("images", "give links")
                .add("http_config", "HTTP goes out directly, with the JVM's trusted certificates")
                .check(node, known);
        ChannelSection section = new ChannelSection(node, global);
        Optional<Credential> key = section.credential("routing_key");
        URI url = section.url("url", "pagerduty_url", PagerDutyConfig.DEFAULT_URL);
        boolean sendResolved = node.bool("send_resolved", true);
        Duration timeout = section.timeout(ChannelSection.DEFAULT_TIMEOUT);
        Map<String, MessageTemplate> texts = section.templates(TEXTS);
        Map<String, MessageTemplate> details = section.templates("details");
        List<PagerDutyConfig.Link> links = links(section);
        return key.map(routing -> new PagerDutyConfig(routing, url, sendResolved, timeout, texts, details, links));
    }

    private static List<PagerDutyConfig.Link> links(ChannelSection section) {
        List<PagerDutyConfig.Link> links = new ArrayList<>();
        for (YamlNode link : section.node().list("links")) {
            link.allowOnly("href", "text");
            if (link.requiredString("href").isEmpty()) {
                continue;
            }
            Optional<MessageTemplate> href = section.template(link.get("href"));
            Optional<MessageTemplate> text = link.get("text").isPresent() ? section.template(link.get("text")) : href;
            if (href.isPresent() && text.isPresent()) {
                links.add(new PagerDutyConfig.Link(href.get(), text.get()));
            }
        }
        return links;
    }
}
