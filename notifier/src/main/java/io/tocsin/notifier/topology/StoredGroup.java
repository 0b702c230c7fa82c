package io.tocsin.notifier.topology;

import io.tocsin.notifier.group.GroupState;
import io.tocsin.notifier.group.Notified;
import java.time.Instant;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A group's state as it is stored. Times in milliseconds since 1970. Fields may be added, never renamed. */
record StoredGroup(long flushes, long nextFlush, @Nullable Long staleSince, Map<String, StoredNotified> notified) {

    record StoredNotified(long at, SortedSet<String> firing, SortedSet<String> resolved) {}

    static StoredGroup of(GroupState state) {
        Map<String, StoredNotified> notified = new TreeMap<>();
        state.notified()
                .forEach((integration, told) -> notified.put(
                        integration, new StoredNotified(told.at().toEpochMilli(), told.firing(), told.resolved())));
        Instant staleSince = state.staleSince();
        return new StoredGroup(
                state.flushes(),
                state.nextFlush().toEpochMilli(),
                staleSince == null ? null : staleSince.toEpochMilli(),
                notified);
    }

    GroupState toState() {
        TreeMap<String, Notified> told = new TreeMap<>();
        notified.forEach((integration, stored) -> told.put(
                integration, new Notified(Instant.ofEpochMilli(stored.at()), stored.firing(), stored.resolved())));
        return new GroupState(
                flushes,
                Instant.ofEpochMilli(nextFlush),
                staleSince == null ? null : Instant.ofEpochMilli(staleSince),
                told);
    }
}
