package io.tocsin.notifier.channel.pagerduty;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.notifier.channel.AlertText;
import io.tocsin.notifier.channel.Links;
import io.tocsin.notifier.channel.Outgoing;
import io.tocsin.notifier.channel.PlainText;
import io.tocsin.notifier.channel.Severity;
import io.tocsin.notifier.channel.template.MessageData;
import io.tocsin.notifier.channel.template.Texts;
import io.tocsin.schemas.avro.Notification;
import io.tocsin.schemas.avro.NotifiedAlert;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An event of PagerDuty's Events API v2. */
final class PagerDutyEvent {

    /** PagerDuty's 512 KB, in bytes. */
    static final int MAX_BYTES = 512_000;

    /** Characters of a summary. */
    static final int MAX_SUMMARY = 1_024;

    private static final int MAX_LINKS = 10;
    private static final int MAX_URL = 2_000;

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final PagerDutyConfig config;
    private final Links links;
    private final Outgoing outgoing;
    private final Notification notification;
    private final Texts texts;

    PagerDutyEvent(PagerDutyConfig config, Links links, Outgoing outgoing) {
        this.config = config;
        this.links = links;
        this.outgoing = outgoing;
        this.notification = outgoing.notification();
        MessageData data = MessageData.of(notification, links, text -> text);
        this.texts = new Texts(config.templates(), data);
    }

    /** @return the event, its details listing as many alerts as there is room for */
    byte[] bytes(String routingKey) {
        ObjectNode event = event(routingKey);
        int alerts = notification.getAlerts().size();
        Map<String, String> configured = configuredDetails();
        while (true) {
            Map<String, String> details = details(alerts);
            details.putAll(configured);
            byte[] bytes = bytes(event, details);
            if (bytes.length <= MAX_BYTES) {
                return bytes;
            }
            if (alerts == 0) {
                return bytes(event, Map.of("error", "left out: the event would be larger than PagerDuty's 512 KB"));
            }
            alerts /= 2;
        }
    }

    private static byte[] bytes(ObjectNode event, Map<String, String> details) {
        ObjectNode node = event.withObjectProperty("payload").putObject("custom_details");
        details.forEach(node::put);
        try {
            return JSON.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of strings and numbers is always JSON", e);
        }
    }

    private ObjectNode event(String routingKey) {
        boolean firing = AlertText.firing(notification) > 0;
        ObjectNode event = JSON.createObjectNode();
        event.put("routing_key", routingKey);
        event.put("event_action", firing ? "trigger" : "resolve");
        event.put("dedup_key", DedupKey.of(notification.getGroupKey()));
        event.put("client", texts.filled("client").orElse("Tocsin"));
        event.put("client_url", texts.filled("client_url").orElse(links.notifier()));
        ObjectNode payload = event.putObject("payload");
        String summary = texts.filled("description").orElseGet(this::summary);
        payload.put("summary", cut(AlertText.oneLine(summary)));
        payload.put("source", texts.filled("source").orElseGet(this::source));
        payload.put(
                "severity",
                texts.filled("severity")
                        .map(Severity::of)
                        .orElseGet(() -> Severity.of(notification))
                        .word());
        payload.put("timestamp", since());
        texts.filled("class").ifPresent(text -> payload.put("class", text));
        texts.filled("component").ifPresent(text -> payload.put("component", text));
        texts.filled("group").ifPresent(text -> payload.put("group", text));
        putLinks(event.putArray("links"));
        return event;
    }

    /** The title, and where one alert is told what it says. */
    private String summary() {
        String title = AlertText.title(notification);
        List<NotifiedAlert> alerts = notification.getAlerts();
        return alerts.size() == 1 ? title + ": " + AlertText.summary(alerts.getFirst()) : title;
    }

    private static String cut(String text) {
        int length = text.codePointCount(0, text.length());
        return length <= MAX_SUMMARY ? text : text.substring(0, text.offsetByCodePoints(0, MAX_SUMMARY - 1)) + "…";
    }

    private String source() {
        String instance =
                AlertText.common(notification, NotifiedAlert::getLabels).getOrDefault("instance", "");
        return instance.isBlank() ? "Tocsin" : instance;
    }

    private String since() {
        long earliest = notification.getAlerts().stream()
                .filter(alert -> alert.getFiring() || AlertText.firing(notification) == 0)
                .mapToLong(NotifiedAlert::getStartsAt)
                .min()
                .orElse(notification.getDecidedAt());
        return Instant.ofEpochMilli(earliest).toString();
    }

    private void putLinks(ArrayNode array) {
        Map<String, String> all = new LinkedHashMap<>();
        for (PagerDutyConfig.Link link : config.links()) {
            link.href()
                    .render(texts.data())
                    .filter(href -> !href.isBlank())
                    .ifPresent(href -> all.put(
                            href.strip(),
                            link.text().render(texts.data()).orElse(href).strip()));
        }
        for (NotifiedAlert alert : notification.getAlerts()) {
            links.of(alert).forEach((name, url) -> all.putIfAbsent(url, name + ": " + alert.getRule()));
        }
        all.entrySet().stream()
                .filter(link -> link.getKey().length() <= MAX_URL)
                .limit(MAX_LINKS)
                .forEach(link -> array.addObject().put("href", link.getKey()).put("text", link.getValue()));
    }

    /** Alertmanager's four, and the notification's id. */
    private Map<String, String> details(int maxAlerts) {
        int firing = AlertText.firing(notification);
        Map<String, String> details = new LinkedHashMap<>();
        details.put("firing", list(true, maxAlerts));
        details.put("resolved", list(false, maxAlerts));
        details.put("num_firing", String.valueOf(firing));
        details.put("num_resolved", String.valueOf(notification.getAlerts().size() - firing));
        if (notification.getTruncatedAlerts() > 0) {
            details.put("num_more", String.valueOf(notification.getTruncatedAlerts()));
        }
        String remark = AlertText.remark(notification);
        if (!remark.isEmpty()) {
            details.put("reason", remark);
        }
        details.put("notification_id", outgoing.id());
        return details;
    }

    private Map<String, String> configuredDetails() {
        Map<String, String> details = new LinkedHashMap<>();
        config.details()
                .forEach((name, template) -> template.render(texts.data()).ifPresent(text -> details.put(name, text)));
        return details;
    }

    private String list(boolean firing, int maxAlerts) {
        List<NotifiedAlert> alerts = notification.getAlerts().stream()
                .filter(alert -> alert.getFiring() == firing)
                .toList();
        String text = alerts.stream()
                .limit(maxAlerts)
                .map(alert -> PlainText.of(alert, links))
                .reduce((a, b) -> a + "\n\n" + b)
                .orElse("");
        int left = alerts.size() - maxAlerts;
        return left <= 0 ? text : text + "\n\n… and " + left + " more";
    }
}
