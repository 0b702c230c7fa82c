package io.tocsin.notifier.channel;

import io.tocsin.schemas.config.Secret;
import java.time.Duration;

/**
 * A webhook, {@code webhook_configs} of Alertmanager.
 *
 * @param url may hold a token, so it is a secret
 * @param sendResolved whether it is told that alerts are over
 * @param maxAlerts at most so many alerts in a message; 0: all
 * @param timeout of one attempt
 */
public record WebhookConfig(Credential url, boolean sendResolved, int maxAlerts, Duration timeout)
        implements ChannelConfig {

    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

    public WebhookConfig {
        if (maxAlerts < 0 || !timeout.isPositive()) {
            throw new IllegalArgumentException("max_alerts >= 0, timeout > 0");
        }
    }

    /** With Alertmanager's defaults. */
    public static WebhookConfig to(Secret url) {
        return new WebhookConfig(Credential.of(url), true, 0, DEFAULT_TIMEOUT);
    }

    @Override
    public String kind() {
        return "webhook";
    }

    @Override
    public NotificationChannel open(Surroundings surroundings) {
        return new WebhookChannel(this, surroundings.links(), surroundings.clock());
    }
}
