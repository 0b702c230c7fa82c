package io.tocsin.notifier.channel.sms;

import io.tocsin.notifier.channel.Delivery;
import io.tocsin.notifier.channel.Delivery.Retry;
import io.tocsin.notifier.channel.HttpPost;
import io.tocsin.notifier.channel.Links;
import io.tocsin.notifier.channel.NotificationChannel;
import io.tocsin.notifier.channel.Outgoing;
import io.tocsin.notifier.channel.Surroundings;
import io.tocsin.notifier.channel.template.MessageData;
import io.tocsin.notifier.channel.template.Texts;
import io.tocsin.schemas.avro.Notification;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Sends an SMS by way of Twilio, which cannot tell a repeat: after a crash a telephone may get a notification twice. */
final class SmsChannel implements NotificationChannel {

    private static final int CONCURRENCY = 2;

    private static final Map<Integer, String> MEANINGS = Map.of(
            400, "Twilio does not take the message: a number is wrong, or may not be sent to",
            401, "Twilio does not know the account, or not with this auth_token",
            403, "the account may not do that",
            404, "Twilio does not know the account");

    private final SmsConfig config;
    private final Links links;
    private final HttpPost http;

    SmsChannel(SmsConfig config, Surroundings surroundings) {
        this.config = config;
        this.links = surroundings.links();
        this.http = new HttpPost(config.timeout(), surroundings.clock(), MEANINGS);
    }

    @Override
    public Delivery deliver(Outgoing outgoing) throws InterruptedException {
        String token;
        try {
            token = config.account().authToken().reveal();
        } catch (IOException e) {
            return new Retry(Duration.ZERO, "its auth_token: " + e.getMessage());
        }
        String login = config.account().sid() + ":" + token;
        String basic = Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
        return http.send(HttpPost.to(messages(), outgoing, "application/x-www-form-urlencoded")
                .header("Authorization", "Basic " + basic)
                .POST(BodyPublishers.ofString(form(outgoing.notification())))
                .build());
    }

    private URI messages() {
        String base = config.apiUrl().toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + "/2010-04-01/Accounts/"
                + config.account().sid() + "/Messages.json");
    }

    private String form(Notification notification) {
        Texts texts = new Texts(config.templates(), MessageData.of(notification, links, text -> text));
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("To", config.to());
        fields.put(config.from().startsWith("MG") ? "MessagingServiceSid" : "From", config.from());
        fields.put("Body", Segment.of(texts.filled("text").orElseGet(() -> SmsText.of(notification))));
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
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
