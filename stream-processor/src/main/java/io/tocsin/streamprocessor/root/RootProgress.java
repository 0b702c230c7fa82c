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
 * @param forgottenBefore recorded samples older than this are no longer seen
 */
public record RootProgress(String namespace, long instant, long forgottenBefore) {

    private static final String CURSOR = "cursor";

    /** Reads an entry of the state; empty if it says something else. */
    public static Optional<RootProgress> of(String key, byte[] value) {
        List<String> parts = KeyedState.parts(key);
        return parts.size() == 2 && parts.getFirst().equals(CURSOR)
                ? Optional.of(decode(parts.getLast(), value))
                : Optional.empty();
    }

    static String key(String namespace) {
        return KeyedState.key(CURSOR, namespace);
    }

    byte[] encode() {
        return new BinaryWriter().writeLong(instant).writeLong(forgottenBefore).toBytes();
    }

    static RootProgress decode(String namespace, byte[] bytes) {
        BinaryReader in = new BinaryReader(bytes);
        return new RootProgress(namespace, in.readLong(), in.readLong());
    }
}
