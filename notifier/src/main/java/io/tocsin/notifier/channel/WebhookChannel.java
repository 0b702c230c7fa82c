package io.tocsin.notifier.channel;

import io.tocsin.notifier.channel.Delivery.Rejected;
import io.tocsin.notifier.channel.Delivery.Retry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/**
 * Posts Alertmanager's JSON to a URL. The notification's id goes along as {@code Idempotency-Key}, by which a receiver
 * can tell a repeat.
 */
public final class WebhookChannel implements NotificationChannel {

    private static final int CONCURRENCY = 8;

    private final WebhookConfig config;
    private final Links links;
    private final HttpPost http;

    /** @param clock for {@code Retry-After} headers that name a date */
    public WebhookChannel(WebhookConfig config, Links links, InstantSource clock) {
        this.config = config;
        this.links = links;
        this.http = new HttpPost(config.timeout(), clock, Map.of());
    }

    @Override
    public Delivery deliver(Outgoing outgoing) throws InterruptedException {
        URI uri;
        try {
            uri = HttpPost.address(config.url().reveal());
        } catch (IOException e) {
            return new Retry(Duration.ZERO, "its URL: " + e.getMessage());
        }
        if (uri == null) {
            return new Rejected("its address is no http or https URL");
        }
        byte[] message = WebhookMessage.of(outgoing.notification(), links, config.maxAlerts());
        return http.send(HttpPost.to(uri, outgoing, "application/json")
                .POST(BodyPublishers.ofByteArray(message))
                .build());
    }

    @Override
    public int concurrency() {
        return CONCURRENCY;
    }

    @Override
    public void close() {
        http.close();
    }
}
