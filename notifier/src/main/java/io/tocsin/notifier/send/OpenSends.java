package io.tocsin.notifier.send;

import io.tocsin.notifier.channel.Outgoing;
import io.tocsin.notifier.send.NotificationLog.Entry;
import io.tocsin.schemas.avro.Notification;
import io.tocsin.schemas.avro.NotificationEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one partition of {@code notifications} says is still to be sent: the notifications without an outcome. Only what
 * has been read back from the log counts as done, so what is committed is never more than what is sure.
 */
final class OpenSends {

    private record Open(long offset, Outgoing outgoing) {}

    private final Map<String, Open> open = new LinkedHashMap<>();
    private final List<Outgoing> fresh = new ArrayList<>();

    void read(Entry entry) {
        NotificationEntry value = entry.value();
        String id = value.getNotificationId();
        if (value.getEntry() instanceof Notification notification) {
            Outgoing outgoing = new Outgoing(id, notification);
            if (open.putIfAbsent(id, new Open(entry.offset(), outgoing)) == null) {
                fresh.add(outgoing);
            }
        } else {
            open.remove(id);
            fresh.removeIf(outgoing -> outgoing.id().equals(id));
        }
    }

    /** @return what is to be sent and has not been returned before; ask only when the partition is read to the present */
    List<Outgoing> takeFresh() {
        List<Outgoing> taken = List.copyOf(fresh);
        fresh.clear();
        return taken;
    }

    /** @return the offset at which a successor must begin in order to see everything that is open */
    long committable(long next) {
        return open.values().stream().mapToLong(Open::offset).min().orElse(next);
    }

    int size() {
        return open.size();
    }
}
