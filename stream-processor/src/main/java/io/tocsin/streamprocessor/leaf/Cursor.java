package io.tocsin.streamprocessor.leaf;

import io.tocsin.streamprocessor.state.BinaryReader;
import io.tocsin.streamprocessor.state.BinaryWriter;

/**
 * How far a leaf task has got, as its state says it.
 *
 * @param instant the last evaluated one, in milliseconds
 * @param forgottenBefore samples older than this, in milliseconds, are no longer seen, whatever the log still has
 */
public record Cursor(long instant, long forgottenBefore) {

    /** Under which the state holds it. */
    public static final String KEY = "cursor";

    byte[] encode() {
        return new BinaryWriter().writeLong(instant).writeLong(forgottenBefore).toBytes();
    }

    /** Reads what {@code encode} wrote. */
    public static Cursor decode(byte[] bytes) {
        BinaryReader in = new BinaryReader(bytes);
        return new Cursor(in.readLong(), in.readLong());
    }
}
