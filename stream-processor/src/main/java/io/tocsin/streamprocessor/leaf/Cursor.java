package io.tocsin.streamprocessor.leaf;

import io.tocsin.streamprocessor.state.BinaryReader;
import io.tocsin.streamprocessor.state.BinaryWriter;

/**
 * How far a leaf task has got, as its state says it.
 *
 * @param instant the last evaluated one, in milliseconds
 * @param retentionMillis how far before it samples are needed
 */
public record Cursor(long instant, long retentionMillis) {

    /** Under which the state holds it. */
    public static final String KEY = "cursor";

    byte[] encode() {
        return new BinaryWriter().writeLong(instant).writeLong(retentionMillis).toBytes();
    }

    /** Reads what {@code encode} wrote. */
    public static Cursor decode(byte[] bytes) {
        BinaryReader in = new BinaryReader(bytes);
        return new Cursor(in.readLong(), in.readLong());
    }
}
