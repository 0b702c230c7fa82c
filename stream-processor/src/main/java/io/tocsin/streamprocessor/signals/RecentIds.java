package io.tocsin.streamprocessor.signals;

import io.tocsin.streamprocessor.state.BinaryReader;
import io.tocsin.streamprocessor.state.BinaryWriter;
import io.tocsin.streamprocessor.state.KeyedState;
import java.time.Duration;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Ids that were met within a window of the log, each with a number. Meeting one again renews it: whether one is known is
 * then a function of the window alone, and not of what lies before it. Survives a restart.
 */
final class RecentIds {

    /** An entry stands for its id being unknown again. */
    private static final long FORGOTTEN = -1;

    /** When an id was met whose tick has not come yet. */
    private static final long NOW = Long.MAX_VALUE;

    private static final int LONGS = 3;

    private final String prefix;
    private final String topic;
    private final long windowMillis;
    private final KeyedState state;
    private final IdTable ids = new IdTable();

    /** What was met before each tick: high, low, number, and so on. */
    private final NavigableMap<Long, LongList> byTick = new TreeMap<>();

    private LongList fresh = new LongList();

    RecentIds(String prefix, String topic, Duration window, KeyedState state) {
        this.prefix = prefix;
        this.topic = topic;
        this.windowMillis = window.toMillis();
        this.state = state;
        state.scan(KeyedState.key(prefix, topic, ""), this::restore);
    }

    private void restore(String key, byte[] bytes) {
        long tick = KeyedState.number(KeyedState.parts(key).getLast());
        LongList at = new LongList();
        BinaryReader in = new BinaryReader(bytes);
        while (in.hasMore()) {
            long high = in.readLong();
            long low = in.readLong();
            long number = in.readLong();
            at.add(high, low, number);
            ids.put(high, low, tick, number);
        }
        byTick.put(tick, at);
    }

    /** The number that an id was met with last, if it is known. */
    OptionalLong find(EventId id) {
        if (ids.time(id) == IdTable.ABSENT) {
            return OptionalLong.empty();
        }
        long number = ids.number(id);
        return number == FORGOTTEN ? OptionalLong.empty() : OptionalLong.of(number);
    }

    /**
     * Makes an id known for the window to come.
     *
     * @param number not negative
     */
    void meet(EventId id, long number) {
        ids.put(id.high(), id.low(), NOW, number);
        fresh.add(id.high(), id.low(), number);
    }

    /** Makes an id unknown. */
    void forget(EventId id) {
        meet(id, FORGOTTEN);
    }

    /** Remembers what has been met since it was last called, under the tick after it, and forgets what is too old. */
    void store(long tick) {
        if (!fresh.isEmpty()) {
            for (int i = 0; i < fresh.size(); i += LONGS) {
                ids.put(fresh.get(i), fresh.get(i + 1), tick, fresh.get(i + 2));
            }
            LongList before = byTick.get(tick);
            LongList at = before == null ? fresh : before.addAll(fresh);
            byTick.put(tick, at);
            fresh = new LongList();
            BinaryWriter out = new BinaryWriter();
            for (int i = 0; i < at.size(); i++) {
                out.writeLong(at.get(i));
            }
            state.put(key(tick), out.toBytes());
        }
        Map<Long, LongList> gone = byTick.headMap(tick - windowMillis, false);
        gone.forEach((at, old) -> {
            for (int i = 0; i < old.size(); i += LONGS) {
                ids.remove(old.get(i), old.get(i + 1), at);
            }
            state.delete(key(at));
        });
        gone.clear();
    }

    private String key(long tick) {
        return KeyedState.key(prefix, topic, KeyedState.sortable(tick));
    }
}
