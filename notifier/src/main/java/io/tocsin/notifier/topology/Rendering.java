package io.tocsin.notifier.topology;

import io.tocsin.notifier.group.Alert;
import io.tocsin.notifier.group.Decision;
import io.tocsin.notifier.group.GroupedAlert;
import io.tocsin.notifier.group.NotificationId;
import io.tocsin.notifier.group.Recipient;
import io.tocsin.notifier.route.GroupAddress;
import io.tocsin.schemas.avro.Notification;
import io.tocsin.schemas.avro.NotificationEntry;
import io.tocsin.schemas.avro.NotifiedAlert;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A decision to send, as it is written to the log. */
final class Rendering {

    /** Characters of text in one notification. What one record may hold is 1 MiB; a character takes up to three bytes. */
    static final int MAX_CHARACTERS = 300_000;

    private Rendering() {}

    static NotificationEntry of(
            GroupAddress group, Recipient recipient, Decision.Send decision, long flush, Instant now) {
        List<NotifiedAlert> alerts = fitting(decision.alerts());
        Notification notification = new Notification(
                now.toEpochMilli(),
                recipient.receiver(),
                recipient.integration(),
                group.key(),
                group.labels().toMap(),
                decision.reason().name(),
                flush,
                alerts,
                decision.alerts().size() - alerts.size());
        return new NotificationEntry(NotificationId.of(recipient, group.key(), decision, flush), notification);
    }

    /** As many of the first as fit. */
    private static List<NotifiedAlert> fitting(List<GroupedAlert> alerts) {
        List<NotifiedAlert> fitting = new ArrayList<>();
        int characters = 0;
        for (GroupedAlert alert : alerts) {
            NotifiedAlert rendered = render(alert);
            characters += characters(rendered);
            if (characters > MAX_CHARACTERS) {
                break;
            }
            fitting.add(rendered);
        }
        return fitting;
    }

    private static NotifiedAlert render(GroupedAlert grouped) {
        Alert alert = grouped.told();
        Instant endsAt = alert.endsAt();
        return new NotifiedAlert(
                alert.id().namespace(),
                alert.id().group(),
                alert.id().rule(),
                alert.labels().toMap(),
                alert.annotations(),
                grouped.fingerprint(),
                alert.firing(),
                alert.activeAt().toEpochMilli(),
                grouped.startsAt().toEpochMilli(),
                endsAt == null ? null : endsAt.toEpochMilli(),
                alert.value(),
                alert.expr());
    }

    private static int characters(NotifiedAlert alert) {
        return alert.getExpr().length() + characters(alert.getLabels()) + characters(alert.getAnnotations());
    }

    private static int characters(Map<String, String> map) {
        return map.entrySet().stream()
                .mapToInt(entry -> entry.getKey().length() + entry.getValue().length())
                .sum();
    }
}
