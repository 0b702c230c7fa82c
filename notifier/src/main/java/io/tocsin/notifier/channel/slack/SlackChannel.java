package io.tocsin.notifier.channel.slack;

import io.tocsin.notifier.channel.Delivery;
import io.tocsin.notifier.channel.Delivery.Rejected;
import io.tocsin.notifier.channel.Delivery.Retry;
import io.tocsin.notifier.channel.HttpPost;
import io.tocsin.notifier.channel.Links;
import io.tocsin.notifier.channel.NotificationChannel;
import io.tocsin.notifier.channel.Outgoing;
import io.tocsin.notifier.channel.Surroundings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Map;

/** Posts to Slack's incoming webhooks. Slack cannot tell a repeat: after a crash it may show a notification twice. */
final class SlackChannel implements NotificationChannel {

    private static final Map<Integer, String> MEANINGS = Map.of(
            400, "Slack does not take the message as it is",
            403, "the workspace does not let this webhook post there",
            404, "there is no such webhook, or no such channel",
            410, "the channel is archived");

    private final SlackConfig config;
    private final Links links;
    private final HttpPost http;

    SlackChannel(SlackConfig config, Surroundings surroundings) {
        this.config = config;
        this.links = surroundings.links();
        this.http = new HttpPost(config.timeout(), surroundings.clock(), MEANINGS);
    }

    @Override
    public Delivery deliver(Outgoing outgoing) throws InterruptedException {
        URI uri;
        try {
            uri = HttpPost.address(config.apiUrl().reveal());
        } catch (IOException e) {
            return new Retry(Duration.ZERO, "its api_url: " + e.getMessage());
        }
        if (uri == null) {
            return new Rejected("its api_url is no http or https URL");
        }
        byte[] message = SlackMessage.of(outgoing.notification(), links, config.templates());
        return http.send(HttpPost.to(uri, outgoing, "application/json; charset=utf-8")
                .POST(BodyPublishers.ofByteArray(message))
                .build());
    }

    /** Slack wants no more than one message a second from a webhook. */
    @Override
    public int concurrency() {
        return 1;
    }

    @Override
    public void close() {
        http.close();
    }
}
