package io.tocsin.streamprocessor.state;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What survives a restart of a task: bytes by key, in ascending order of keys. In the topology a logged store, whose
 * changes are part of the task's transaction; in a replay a map.
 *
 * <p>Owned by the task's thread.
 */
public interface KeyedState {

    byte @Nullable [] get(String key);

    void put(String key, byte[] value);

    void delete(String key);

    /** Visits all entries whose key starts with {@code prefix}; the visitor must not change the state. */
    void scan(String prefix, BiConsumer<String, byte[]> visitor);

    /** A state that lives as long as the process. */
    static KeyedState inMemory() {
        return new InMemory(new TreeMap<>());
    }

    /** Parts of a key, joined by a character that occurs in none of them. */
    static String key(String... parts) {
        return String.join("\u0000", parts);
    }

    /** The parts that {@link #key} joined. */
    static List<String> parts(String key) {
        return List.of(key.split("\u0000", -1));
    }

    /** A part of a key that sorts as the number does (of both signs). */
    static String sortable(long number) {
        return HexFormat.of().toHexDigits(number ^ Long.MIN_VALUE);
    }

    /** The number behind {@link #sortable}. */
    static long number(String sortable) {
        return Long.parseUnsignedLong(sortable, 16) ^ Long.MIN_VALUE;
    }

    /** The map behind {@link #inMemory()}. */
    record InMemory(TreeMap<String, byte[]> entries) implements KeyedState {

        @Override
        public byte @Nullable [] get(String key) {
            return entries.get(key);
        }

        @Override
        public void put(String key, byte[] value) {
            entries.put(key, value);
        }

        @Override
        public void delete(String key) {
            entries.remove(key);
        }

        @Override
        public void scan(String prefix, BiConsumer<String, byte[]> visitor) {
            for (Map.Entry<String, byte[]> entry : entries.tailMap(prefix).entrySet()) {
                if (!entry.getKey().startsWith(prefix)) {
                    return;
                }
                visitor.accept(entry.getKey(), entry.getValue());
            }
        }
    }
}
