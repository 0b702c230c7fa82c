package io.tocsin.notifier.channel.slack;

import io.tocsin.notifier.channel.ChannelConfig;
import io.tocsin.notifier.channel.Credential;
import io.tocsin.notifier.channel.NotificationChannel;
import io.tocsin.notifier.channel.Surroundings;
import io.tocsin.notifier.channel.template.MessageTemplate;
import java.time.Duration;
import java.util.Map;

/**
 * Slack, {@code slack_configs} of Alertmanager.
 *
 * @param apiUrl the incoming webhook's
 * @param sendResolved whether it is told that alerts are over
 * @param timeout of one attempt
 * @param templates texts other than the built-in ones, by the setting's name: {@code title}, {@code text}…
 */
public record SlackConfig(
        Credential apiUrl, boolean sendResolved, Duration timeout, Map<String, MessageTemplate> templates)
        implements ChannelConfig {

    public SlackConfig {
        templates = Map.copyOf(templates);
    }

    @Override
    public String kind() {
        return "slack";
    }

    @Override
    public NotificationChannel open(Surroundings surroundings) {
        return new SlackChannel(this, surroundings);
    }
}
