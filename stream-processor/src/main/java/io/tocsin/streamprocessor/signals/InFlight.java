package io.tocsin.streamprocessor.signals;

import io.tocsin.streamprocessor.state.BinaryReader;
import io.tocsin.streamprocessor.state.BinaryWriter;
import io.tocsin.streamprocessor.state.KeyedState;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The migrations that have started and not ended, by id. Survives a restart. */
final class InFlight {

    private static final String PREFIX = "signal-in-flight";

    private final KeyedState state;
    private final Map<String, Started> open = new HashMap<>();
    private final Set<String> changed = new HashSet<>();
    private final Set<String> stored = new HashSet<>();

    /**
     * A migration on its way.
     *
     * @param tick the one after its start
     * @param at when it started
     * @param path as the value of a label
     * @param cohort likewise
     */
    record Started(long tick, long at, String path, String cohort) {}

    InFlight(KeyedState state) {
        this.state = state;
        state.scan(KeyedState.key(PREFIX, ""), (key, bytes) -> {
            BinaryReader in = new BinaryReader(bytes);
            String id = in.readString();
            open.put(id, new Started(in.readLong(), in.readLong(), in.readString(), in.readString()));
            stored.add(id);
        });
    }

    @Nullable
    Started get(String migration) {
        return open.get(migration);
    }

    void put(String migration, Started started) {
        open.put(migration, started);
        changed.add(migration);
    }

    @Nullable
    Started remove(String migration) {
        Started was = open.remove(migration);
        if (was != null) {
            changed.add(migration);
        }
        return was;
    }

    Collection<Started> all() {
        return Collections.unmodifiableCollection(open.values());
    }

    /** Gives up those that started before a tick, in the order of their ids. */
    List<Started> removeBefore(long tick) {
        Map<String, Started> old = new TreeMap<>();
        open.forEach((id, started) -> {
            if (started.tick < tick) {
                old.put(id, started);
            }
        });
        old.keySet().forEach(this::remove);
        return List.copyOf(old.values());
    }

    /** Writes down what has changed since it was last called; what began and ended meanwhile leaves no trace. */
    void store() {
        for (String id : changed) {
            Started started = open.get(id);
            if (started != null) {
                BinaryWriter out = new BinaryWriter()
                        .writeString(id)
                        .writeLong(started.tick)
                        .writeLong(started.at)
                        .writeString(started.path)
                        .writeString(started.cohort);
                state.put(key(id), out.toBytes());
                stored.add(id);
            } else if (stored.remove(id)) {
                state.delete(key(id));
            }
        }
        changed.clear();
    }

    private static String key(String id) {
        return KeyedState.key(PREFIX, id);
    }
}
