package io.tocsin.streamprocessor.leaf;

import io.tocsin.streamprocessor.state.BinaryReader;
import io.tocsin.streamprocessor.state.BinaryWriter;

/**
 * How far a leaf task has got, as its state says it. All times are in milliseconds.
 *
 * @param instant the last evaluated one
 * @param forgottenBefore samples older than this are no longer seen, whatever the log still has, unless a rule keeps them
 * @param neededFrom samples older than this are of no use to anyone: where a restore begins
 */
public record Cursor(long instant, long forgottenBefore, long neededFrom) {

    /** Under which the state holds it. */
    public static final String KEY = "cursor";

    byte[] encode() {
        BinaryWriter out = new BinaryWriter().writeLong(instant);
        return out.writeLong(forgottenBefore).writeLong(neededFrom).toBytes();
    }

    /** Reads what {@code encode} wrote. */
    public static Cursor decode(byte[] bytes) {
        BinaryReader in = new BinaryReader(bytes);
        long instant = in.readLong();
        long before = in.readLong();
        // States from before rules kept samples for themselves alone have no third number.
        return new Cursor(instant, before, in.hasMore() ? in.readLong() : before);
    }
}
