package io.tocsin.notifier.channel.pagerduty;

import io.tocsin.notifier.channel.Delivery;
import io.tocsin.notifier.channel.Delivery.Retry;
import io.tocsin.notifier.channel.HttpPost;
import io.tocsin.notifier.channel.Links;
import io.tocsin.notifier.channel.NotificationChannel;
import io.tocsin.notifier.channel.Outgoing;
import io.tocsin.notifier.channel.Surroundings;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Map;

/**
 * Sends events to PagerDuty: one for a notification. It triggers the group's incident, or adds to it, while any alert
 * fires, and resolves it when none does.
 */
final class PagerDutyChannel implements NotificationChannel {

    private static final int CONCURRENCY = 4;

    private static final Map<Integer, String> MEANINGS =
            Map.of(400, "PagerDuty does not know the routing key, or does not take the event as it is");

    private final PagerDutyConfig config;
    private final Links links;
    private final HttpPost http;

    PagerDutyChannel(PagerDutyConfig config, Surroundings surroundings) {
        this.config = config;
        this.links = surroundings.links();
        this.http = new HttpPost(config.timeout(), surroundings.clock(), MEANINGS);
    }

    @Override
    public Delivery deliver(Outgoing outgoing) throws InterruptedException {
        String routingKey;
        try {
            routingKey = config.routingKey().reveal();
        } catch (IOException e) {
            return new Retry(Duration.ZERO, "its routing_key: " + e.getMessage());
        }
        byte[] event = new PagerDutyEvent(config, links, outgoing).bytes(routingKey);
        return http.send(HttpPost.to(config.url(), outgoing, "application/json")
                .POST(BodyPublishers.ofByteArray(event))
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
