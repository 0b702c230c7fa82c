package io.tocsin.notifier.send;

import io.tocsin.schemas.avro.Notification;
import io.tocsin.schemas.avro.NotificationEntry;
import io.tocsin.schemas.avro.NotificationOutcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The latest notifications that were read, for people who look. Thread-safe. */
public final class Recent {

    private static final int KEPT = 100;

    /** @param outcome null while there is none */
    public record Told(
            String id, Notification notification, @Nullable NotificationOutcome outcome) {}

    private final Map<String, Told> told = new LinkedHashMap<>();

    synchronized void read(NotificationEntry entry) {
        String id = entry.getNotificationId();
        if (entry.getEntry() instanceof Notification notification) {
            told.putIfAbsent(id, new Told(id, notification, null));
            if (told.size() > KEPT) {
                told.remove(told.keySet().iterator().next());
            }
        } else if (entry.getEntry() instanceof NotificationOutcome outcome) {
            told.computeIfPresent(id, (any, known) -> new Told(id, known.notification(), outcome));
        }
    }

    /** Newest first. */
    public synchronized List<Told> list() {
        return new ArrayList<>(told.values()).reversed();
    }
}
