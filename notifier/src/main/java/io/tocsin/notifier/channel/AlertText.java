package io.tocsin.notifier.channel;

import io.tocsin.schemas.avro.Notification;
import io.tocsin.schemas.avro.NotifiedAlert;
import io.tocsin.schemas.config.Durations;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

/** What all channels say of a notification. */
public final class AlertText {

    /** Labels that titles say already. */
    public static final Set<String> SAID_BY_TITLE = Set.of("alertname", "severity");

    private static final MathContext DIGITS = new MathContext(6);
    private static final int MAX_MAGNITUDE = 12;
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private AlertText() {}

    /** Alertmanager's words. A group fires while any of its alerts does. */
    public static String status(Notification notification) {
        return status(firing(notification) > 0);
    }

    public static String status(boolean firing) {
        return firing ? "firing" : "resolved";
    }

    /** How many of its alerts fire. */
    public static int firing(Notification notification) {
        return Math.toIntExact(notification.getAlerts().stream()
                .filter(NotifiedAlert::getFiring)
                .count());
    }

    /** What all alerts have, with the same value. */
    public static SortedMap<String, String> common(
            Notification notification, Function<NotifiedAlert, Map<String, String>> part) {
        return common(notification.getAlerts().stream().map(part).toList());
    }

    private static SortedMap<String, String> common(List<Map<String, String>> maps) {
        Iterator<Map<String, String>> all = maps.iterator();
        SortedMap<String, String> common = new TreeMap<>(all.hasNext() ? all.next() : Map.of());
        Set<Map.Entry<String, String>> kept = new HashSet<>(common.entrySet());
        all.forEachRemaining(map -> kept.retainAll(map.entrySet()));
        common.entrySet().retainAll(kept);
        return common;
    }

    /** @param without keys that have been said already */
    public static SortedMap<String, String> rest(Map<String, String> map, Collection<String> without) {
        SortedMap<String, String> rest = new TreeMap<>(map);
        rest.keySet().removeAll(without);
        return rest;
    }

    /**
     * One line: how bad it is, what it is, which group, and how many. {@code [CRITICAL] HighCPUUsage (a): 2 firing, 1
     * resolved}.
     */
    public static String title(Notification notification) {
        return "[" + tag(notification) + "] " + subject(notification);
    }

    /** The title without how bad it is. */
    public static String subject(Notification notification) {
        Map<String, String> common = common(notification, NotifiedAlert::getLabels);
        int all = notification.getAlerts().size() + notification.getTruncatedAlerts();
        String name = common.getOrDefault("alertname", all + " alerts");
        String group = rest(notification.getGroupLabels(), SAID_BY_TITLE).values().stream()
                .filter(value -> !value.isEmpty())
                .collect(Collectors.joining(", "));
        return oneLine(
                name + (group.isEmpty() ? "" : " (" + group + ")") + (all == 1 ? "" : ": " + counts(notification)));
    }

    /** {@code RESOLVED}, else the worst severity of what fires, else {@code FIRING}. */
    public static String tag(Notification notification) {
        if (firing(notification) == 0) {
            return "RESOLVED";
        }
        Severity worst = Severity.of(notification);
        return notification.getAlerts().stream()
                .filter(NotifiedAlert::getFiring)
                .map(alert -> alert.getLabels().getOrDefault("severity", ""))
                .filter(label -> !label.isEmpty() && Severity.of(label) == worst)
                .findFirst()
                .map(label -> oneLine(label).toUpperCase(Locale.ROOT))
                .orElse("FIRING");
    }

    /** Of the severity; green when it is over. */
    public static String colour(Notification notification) {
        if (firing(notification) == 0) {
            return "#2e7d32";
        }
        return switch (Severity.of(notification)) {
            case CRITICAL -> "#c62828";
            case ERROR -> "#ef6c00";
            case WARNING -> "#f9a825";
            case INFO -> "#1565c0";
        };
    }

    private static String counts(Notification notification) {
        int firing = firing(notification);
        int resolved = notification.getAlerts().size() - firing;
        List<String> counts = new ArrayList<>();
        if (firing > 0) {
            counts.add(firing + " firing");
        }
        if (resolved > 0) {
            counts.add(resolved + " resolved");
        }
        if (notification.getTruncatedAlerts() > 0) {
            counts.add(notification.getTruncatedAlerts() + " more");
        }
        return String.join(", ", counts);
    }

    /** Why it is told now, where that is not plain; else empty. */
    public static String remark(Notification notification) {
        return switch (notification.getReason()) {
            case "REPEAT_INTERVAL_ELAPSED" -> "reminder: still firing";
            case "OVER_BEFORE_TOLD" -> "it was over before it could be told";
            default -> "";
        };
    }

    /** The annotation {@code summary}, else {@code description}, else the rule's name. */
    public static String summary(NotifiedAlert alert) {
        Map<String, String> annotations = alert.getAnnotations();
        String summary = annotations.getOrDefault("summary", annotations.getOrDefault("description", ""));
        return summary.isBlank() ? alert.getRule() : summary.strip();
    }

    /** The annotation {@code description} where it says more than the summary; else empty. */
    public static String description(NotifiedAlert alert) {
        String description =
                alert.getAnnotations().getOrDefault("description", "").strip();
        return description.equals(summary(alert)) ? "" : description;
    }

    /** {@code value 97.5, firing since …}. */
    public static String state(NotifiedAlert alert, LongFunction<String> time) {
        String value = "value " + number(alert.getValue()) + ", ";
        Long endsAt = alert.getEndsAt();
        if (endsAt == null) {
            return value + "firing since " + time.apply(alert.getStartsAt());
        }
        Duration lasted = Duration.ofMillis(Math.max(0, endsAt - alert.getStartsAt()));
        return value + "fired " + time.apply(alert.getStartsAt()) + ", over " + time.apply(endsAt) + " (after "
                + Durations.format(lasted) + ")";
    }

    /** Six significant digits. */
    public static String number(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        BigDecimal rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
        int magnitude = rounded.precision() - rounded.scale();
        return Math.abs(magnitude) > MAX_MAGNITUDE ? rounded.toString() : rounded.toPlainString();
    }

    /** {@code 2026-03-01 02:59:00 UTC}: whoever reads it may be anywhere. */
    public static String utc(long millis) {
        return UTC.format(Instant.ofEpochMilli(millis));
    }

    /** Without line feeds and other control characters. */
    public static String oneLine(String text) {
        return text.replaceAll("[\\p{Cc}\\u2028\\u2029]+", " ").strip();
    }
}
