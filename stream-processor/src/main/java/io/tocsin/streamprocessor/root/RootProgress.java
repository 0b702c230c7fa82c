package io.tocsin.streamprocessor.root;

import io.tocsin.streamprocessor.state.BinaryReader;
import io.tocsin.streamprocessor.state.BinaryWriter;
import io.tocsin.streamprocessor.state.KeyedState;
import java.util.List;
import java.util.Optional;

/**
 * How far the root of a namespace has got, as its state says it.
 *
 * @param instant the last evaluated one, in milliseconds
 */
public record RootProgress(String namespace, long instant) {

    private static final String CURSOR = "cursor";

    /** Reads an entry of the state; empty if it says something else. */
    public static Optional<RootProgress> of(String key, byte[] value) {
        List<String> parts = KeyedState.parts(key);
        return parts.size() == 2 && parts.getFirst().equals(CURSOR)
                ? Optional.of(new RootProgress(parts.getLast(), decode(value)))
                : Optional.empty();
    }

    static String key(String namespace) {
        return KeyedState.key(CURSOR, namespace);
    }

    static byte[] encode(long instant) {
        return new BinaryWriter().writeLong(instant).toBytes();
    }

    static long decode(byte[] bytes) {
        return new BinaryReader(bytes).readLong();
    }
}
