package io.tocsin.notifier.channel.pagerduty;

import io.tocsin.notifier.channel.ChannelConfig;
import io.tocsin.notifier.channel.Credential;
import io.tocsin.notifier.channel.NotificationChannel;
import io.tocsin.notifier.channel.Surroundings;
import io.tocsin.notifier.channel.template.MessageTemplate;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * PagerDuty, {@code pagerduty_configs} of Alertmanager.
 *
 * @param routingKey of an integration of the type Events API v2
 * @param url of the Events API
 * @param sendResolved whether incidents are resolved
 * @param timeout of one attempt
 * @param templates texts other than the built-in ones, by the setting's name: {@code description}, {@code severity}…
 * @param details custom details beside the built-in ones, or in their place
 * @param links beside the built-in ones
 */
public record PagerDutyConfig(
        Credential routingKey,
        URI url,
        boolean sendResolved,
        Duration timeout,
        Map<String, MessageTemplate> templates,
        Map<String, MessageTemplate> details,
        List<Link> links)
        implements ChannelConfig {

    public static final String DEFAULT_URL = "https://events.pagerduty.com/v2/enqueue";

    /** A link of an incident. */
    public record Link(MessageTemplate href, MessageTemplate text) {}

    public PagerDutyConfig {
        templates = Map.copyOf(templates);
        details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
        links = List.copyOf(links);
    }

    @Override
    public String kind() {
        return "pagerduty";
    }

    @Override
    public NotificationChannel open(Surroundings surroundings) {
        return new PagerDutyChannel(this, surroundings);
    }
}
