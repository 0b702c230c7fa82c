package io.tocsin.notifier.channel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.schemas.avro.Notification;
import io.tocsin.schemas.avro.NotifiedAlert;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Alertmanager's webhook message, version 4. */
final class WebhookMessage {

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    /** What Go prints for no time at all, as programs that read Alertmanager's messages know it. */
    private static final String NO_TIME = "0001-01-01T00:00:00Z";

    private WebhookMessage() {}

    /** @param maxAlerts at most so many alerts, the rest is counted; 0: all */
    static byte[] of(Notification notification, Links links, int maxAlerts) {
        List<NotifiedAlert> all = notification.getAlerts();
        List<NotifiedAlert> alerts = maxAlerts == 0 || all.size() <= maxAlerts ? all : all.subList(0, maxAlerts);
        ObjectNode message = JSON.createObjectNode();
        message.put("version", "4");
        message.put("groupKey", notification.getGroupKey());
        message.put("truncatedAlerts", all.size() - alerts.size() + notification.getTruncatedAlerts());
        message.put("status", AlertText.status(notification));
        message.put("receiver", notification.getReceiver());
        put(message, "groupLabels", notification.getGroupLabels());
        put(message, "commonLabels", AlertText.common(notification, NotifiedAlert::getLabels));
        put(message, "commonAnnotations", AlertText.common(notification, NotifiedAlert::getAnnotations));
        message.put("externalURL", links.notifier());
        ArrayNode array = message.putArray("alerts");
        alerts.forEach(alert -> put(array.addObject(), alert, links));
        try {
            return JSON.writeValueAsBytes(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of strings and numbers is always JSON", e);
        }
    }

    private static void put(ObjectNode node, NotifiedAlert alert, Links links) {
        node.put("status", AlertText.status(alert.getFiring()));
        put(node, "labels", alert.getLabels());
        put(node, "annotations", alert.getAnnotations());
        node.put("startsAt", Instant.ofEpochMilli(alert.getStartsAt()).toString());
        Long endsAt = alert.getEndsAt();
        node.put(
                "endsAt",
                endsAt == null ? NO_TIME : Instant.ofEpochMilli(endsAt).toString());
        node.put("generatorURL", links.generator(alert));
        node.put("fingerprint", alert.getFingerprint());
    }

    private static void put(ObjectNode node, String name, Map<String, String> map) {
        ObjectNode object = node.putObject(name);
        new TreeMap<>(map).forEach(object::put);
    }
}
