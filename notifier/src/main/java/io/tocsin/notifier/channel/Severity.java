package io.tocsin.notifier.channel;

import io.tocsin.schemas.avro.Notification;
import io.tocsin.schemas.avro.NotifiedAlert;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** How bad it is, in PagerDuty's four steps, the worst first. */
public enum Severity {
    CRITICAL,
    ERROR,
    WARNING,
    INFO;

    /** Of a value of the label {@code severity}; {@link #ERROR} for words that nobody knows, so that they are not missed. */
    public static Severity of(String label) {
        return switch (label.strip().toLowerCase(Locale.ROOT)) {
            case "critical", "crit", "page", "emergency", "fatal", "p1" -> CRITICAL;
            case "warning", "warn", "medium", "minor", "p3" -> WARNING;
            case "info", "informational", "information", "low", "notice", "none", "p4", "p5" -> INFO;
            default -> ERROR;
        };
    }

    /** The worst of what fires; of all, where nothing does. */
    public static Severity of(Notification notification) {
        List<NotifiedAlert> alerts = notification.getAlerts();
        List<NotifiedAlert> firing =
                alerts.stream().filter(NotifiedAlert::getFiring).toList();
        return (firing.isEmpty() ? alerts : firing)
                .stream()
                        .map(alert -> of(alert.getLabels().getOrDefault("severity", "")))
                        .min(Comparator.naturalOrder())
                        .orElse(ERROR);
    }

    /** As PagerDuty writes it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
