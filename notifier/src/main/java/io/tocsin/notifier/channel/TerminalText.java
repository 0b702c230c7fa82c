package io.tocsin.notifier.channel;

import io.tocsin.schemas.avro.Notification;
import io.tocsin.schemas.avro.NotifiedAlert;
import io.tocsin.schemas.config.Durations;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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
    private static final MathContext DIGITS = new MathContext(6);
    private static final int MAX_MAGNITUDE = 12;
    private static final String RED = "\u001B[1;31m";
    private static final String YELLOW = "\u001B[1;33m";
    private static final String GREEN = "\u001B[1;32m";
    private static final String DIM = "\u001B[2m";
    private static final String RESET = "\u001B[0m";
    private static final Set<String> SAID_BY_NAME = Set.of("alertname", "severity");

    String of(Notification notification) {
        List<String> lines = new ArrayList<>();
        lines.add(headline(notification));
        List<NotifiedAlert> alerts = notification.getAlerts();
        for (NotifiedAlert alert : alerts.subList(0, Math.min(alerts.size(), MAX_ALERTS))) {
            addAlert(lines, alert, alerts.size() > 1);
        }
        int left = alerts.size() - MAX_ALERTS + notification.getTruncatedAlerts();
        if (alerts.size() > MAX_ALERTS || notification.getTruncatedAlerts() > 0) {
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
        return switch (notification.getReason()) {
            case "REPEAT_INTERVAL_ELAPSED" -> "  (reminder: still firing)";
            case "OVER_BEFORE_TOLD" -> "  (it was over before it could be told)";
            default -> "";
        };
    }

    private void addAlert(List<String> lines, NotifiedAlert alert, boolean several) {
        Map<String, String> annotations = alert.getAnnotations();
        String summary = annotations.getOrDefault("summary", annotations.getOrDefault("description", ""));
        String mark =
                !several ? "" : alert.getFiring() ? paint(RED, "firing") + "    " : paint(GREEN, "resolved") + "  ";
        lines.add("    " + mark + oneLine(summary.isEmpty() ? alert.getRule() : summary));
        String description = annotations.getOrDefault("description", "");
        if (!several && !description.isEmpty() && !description.equals(summary)) {
            lines.add("    " + oneLine(description));
        }
        lines.add("    value " + number(alert.getValue()) + ", " + span(alert));
        Map<String, String> labels = AlertText.rest(alert.getLabels(), SAID_BY_NAME);
        if (!labels.isEmpty()) {
            lines.add("    " + paint(DIM, text(labels)));
        }
        if (annotations.containsKey("runbook_url")) {
            lines.add("    runbook " + oneLine(annotations.get("runbook_url")));
        }
    }

    private String span(NotifiedAlert alert) {
        Long endsAt = alert.getEndsAt();
        if (endsAt == null) {
            return "firing since " + time(alert.getStartsAt());
        }
        Duration lasted = Duration.ofMillis(Math.max(0, endsAt - alert.getStartsAt()));
        return "fired " + time(alert.getStartsAt()) + ", over " + time(endsAt) + " (after " + Durations.format(lasted)
                + ")";
    }

    private static String text(Map<String, String> labels) {
        return labels.entrySet().stream()
                .map(label -> oneLine(label.getKey() + "=" + label.getValue()))
                .collect(Collectors.joining("  "));
    }

    private static String number(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        BigDecimal rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
        int magnitude = rounded.precision() - rounded.scale();
        return Math.abs(magnitude) > MAX_MAGNITUDE ? rounded.toString() : rounded.toPlainString();
    }

    private String time(long millis) {
        return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT)
                .withZone(zone)
                .format(Instant.ofEpochMilli(millis));
    }

    /** Text out of the log must not move the cursor or change what stands elsewhere on the terminal. */
    private static String oneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}]+", " ").strip();
    }

    private String paint(String colour, String text) {
        return colours ? colour + oneLine(text) + RESET : oneLine(text);
    }
}
