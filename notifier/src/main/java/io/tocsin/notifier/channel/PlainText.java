package io.tocsin.notifier.channel;

import io.tocsin.schemas.avro.Notification;
import io.tocsin.schemas.avro.NotifiedAlert;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A notification as plain text: for each alert what it says, its value, since when, its labels, and where to look. */
public final class PlainText {

    private PlainText() {}

    /** @param maxAlerts the others are counted */
    public static String of(Notification notification, Links links, int maxAlerts) {
        List<NotifiedAlert> alerts = notification.getAlerts();
        List<String> parts = new ArrayList<>();
        String remark = AlertText.remark(notification);
        if (!remark.isEmpty()) {
            parts.add("(" + remark + ")");
        }
        alerts.stream().limit(maxAlerts).forEach(alert -> parts.add(of(alert, links)));
        int left = Math.max(0, alerts.size() - maxAlerts) + notification.getTruncatedAlerts();
        if (left > 0) {
            parts.add("… and " + left + " more");
        }
        return String.join("\n\n", parts);
    }

    public static String of(NotifiedAlert alert, Links links) {
        List<String> lines = new ArrayList<>();
        lines.add((alert.getFiring() ? "FIRING: " : "RESOLVED: ") + AlertText.summary(alert));
        String description = AlertText.description(alert);
        if (!description.isEmpty()) {
            lines.add(description);
        }
        lines.add(AlertText.state(alert, AlertText::utc));
        lines.add(labels(alert.getLabels()));
        links.of(alert).forEach((name, url) -> lines.add(name + ": " + url));
        return String.join("\n", lines);
    }

    /** {@code a=b, c=d}, on one line. */
    public static String labels(Map<String, String> labels) {
        return AlertText.rest(labels, List.of()).entrySet().stream()
                .map(label -> AlertText.oneLine(label.getKey() + "=" + label.getValue()))
                .collect(Collectors.joining(", "));
    }
}
