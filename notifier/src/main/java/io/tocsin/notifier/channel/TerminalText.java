package io.tocsin.notifier.channel;

import io.tocsin.schemas.avro.Notification;
import io.tocsin.schemas.avro.NotifiedAlert;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A notification as people read it at three in the morning: first whether it is bad, what it is and how bad, then for each
 * alert what it says, its value, since when, and which labels tell it from the others.
 *
 * @param colours whether to use ANSI colours
 * @param zone of the times shown
 */
public record TerminalText(boolean colours, ZoneId zone) {

    private static final int MAX_ALERTS = 20;
    private static final String RED = "\u001B[1;31m";
    private static final String YELLOW = "\u001B[1;33m";
    private static final String GREEN = "\u001B[1;32m";
    private static final String DIM = "\u001B[2m";
    private static final String RESET = "\u001B[0m";

    String of(Notification notification) {
        List<String> lines = new ArrayList<>();
        lines.add(headline(notification));
        List<NotifiedAlert> alerts = notification.getAlerts();
        for (NotifiedAlert alert : alerts.subList(0, Math.min(alerts.size(), MAX_ALERTS))) {
            addAlert(lines, alert, alerts.size() > 1);
        }
        int left = Math.max(0, alerts.size() - MAX_ALERTS) + notification.getTruncatedAlerts();
        if (left > 0) {
            lines.add("    … and " + left + " more");
        }
        return String.join(System.lineSeparator(), lines);
    }

    private String headline(Notification notification) {
        Map<String, String> common = AlertText.common(notification, NotifiedAlert::getLabels);
        List<NotifiedAlert> alerts = notification.getAlerts();
        long firing = alerts.stream().filter(NotifiedAlert::getFiring).count();
        String severity = common.getOrDefault("severity", "");
        String name = common.getOrDefault("alertname", alerts.size() + " alerts");
        String state = firing > 0 ? "FIRING" : "RESOLVED";
        String colour = firing == 0 ? GREEN : severity.equals("critical") ? RED : YELLOW;
        String counts = alerts.size() == 1 ? "" : " (" + firing + " firing, " + (alerts.size() - firing) + " resolved)";
        return time(notification.getDecidedAt()) + "  " + paint(colour, state + "  " + name)
                + (severity.isEmpty() ? "" : "  [" + oneLine(severity) + "]") + counts + remark(notification);
    }

    private static String remark(Notification notification) {
        String remark = AlertText.remark(notification);
        return remark.isEmpty() ? "" : "  (" + remark + ")";
    }

    private void addAlert(List<String> lines, NotifiedAlert alert, boolean several) {
        String mark =
                !several ? "" : alert.getFiring() ? paint(RED, "firing") + "    " : paint(GREEN, "resolved") + "  ";
        lines.add("    " + mark + oneLine(AlertText.summary(alert)));
        String description = AlertText.description(alert);
        if (!several && !description.isEmpty()) {
            lines.add("    " + oneLine(description));
        }
        lines.add("    " + AlertText.state(alert, this::time));
        Map<String, String> labels = AlertText.rest(alert.getLabels(), AlertText.SAID_BY_TITLE);
        if (!labels.isEmpty()) {
            lines.add("    " + paint(DIM, text(labels)));
        }
        if (alert.getAnnotations().containsKey("runbook_url")) {
            lines.add("    runbook " + oneLine(alert.getAnnotations().get("runbook_url")));
        }
    }

    private static String text(Map<String, String> labels) {
        return labels.entrySet().stream()
                .map(label -> oneLine(label.getKey() + "=" + label.getValue()))
                .collect(Collectors.joining("  "));
    }

    private String time(long millis) {
        return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT)
                .withZone(zone)
                .format(Instant.ofEpochMilli(millis));
    }

    /** Text out of the log must not move the cursor or change what stands elsewhere on the terminal. */
    private static String oneLine(String text) {
        return AlertText.oneLine(text);
    }

    private String paint(String colour, String text) {
        return colours ? colour + oneLine(text) + RESET : oneLine(text);
    }
}
