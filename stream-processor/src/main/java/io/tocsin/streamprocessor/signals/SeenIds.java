package io.tocsin.streamprocessor.signals;

import io.tocsin.streamprocessor.state.BinaryReader;
import io.tocsin.streamprocessor.state.BinaryWriter;
import io.tocsin.streamprocessor.state.KeyedState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The ids of the events of the last hour, by the tick that followed them. Survives a restart. */
final class SeenIds {

    /** Within which an id again is the same event again. */
    static final Duration WINDOW = Duration.ofHours(1);

    private static final String PREFIX = "signal-ids";

    private final String topic;
    private final KeyedState state;
    private final Set<EventId> ids = new HashSet<>();
    private final TreeMap<Long, List<EventId>> byTick = new TreeMap<>();
    private List<EventId> fresh = new ArrayList<>();

    SeenIds(String topic, KeyedState state) {
        this.topic = topic;
        this.state = state;
        state.scan(KeyedState.key(PREFIX, topic, ""), this::restore);
    }

    private void restore(String key, byte[] bytes) {
        BinaryReader in = new BinaryReader(bytes);
        List<EventId> at = new ArrayList<>();
        while (in.hasMore()) {
            at.add(new EventId(in.readLong(), in.readLong()));
        }
        byTick.put(KeyedState.number(KeyedState.parts(key).getLast()), at);
        ids.addAll(at);
    }

    /** @return whether it has not been seen within the window */
    boolean add(String id) {
        EventId hash = EventId.of(id);
        boolean isNew = ids.add(hash);
        if (isNew) {
            fresh.add(hash);
        }
        return isNew;
    }

    /** Remembers what has been added since it was last called, under the tick that followed it. */
    void store(long tick) {
        if (fresh.isEmpty()) {
            return;
        }
        List<EventId> at = byTick.computeIfAbsent(tick, t -> new ArrayList<>());
        at.addAll(fresh);
        fresh = new ArrayList<>();
        BinaryWriter out = new BinaryWriter();
        at.forEach(id -> out.writeLong(id.high()).writeLong(id.low()));
        state.put(key(tick), out.toBytes());
    }

    /** Forgets what lies further back than the window. */
    void forget(long tick) {
        Map<Long, List<EventId>> gone = byTick.headMap(tick - WINDOW.toMillis(), false);
        gone.forEach((at, old) -> {
            old.forEach(ids::remove);
            state.delete(key(at));
        });
        gone.clear();
    }

    private String key(long tick) {
        return KeyedState.key(PREFIX, topic, KeyedState.sortable(tick));
    }
}
