package io.tocsin.streamprocessor.intake;

import org.jspecify.annotations.Nullable;

/**
 * A record as it lies in a source topic.
 *
 * @param offset -1 where it is not known any more (a record restored before it could be judged)
 */
public record SourceRecord(byte @Nullable [] key, byte @Nullable [] value, long offset) {

    public static final long UNKNOWN_OFFSET = -1;

    /** What it weighs in memory, roughly. */
    public int bytes() {
        return (key == null ? 0 : key.length) + (value == null ? 0 : value.length);
    }
}
