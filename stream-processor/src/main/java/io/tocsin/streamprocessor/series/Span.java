package io.tocsin.streamprocessor.series;

/**
 * What a reader asks for: samples with {@code from < timestamp <= to} of columns with {@code horizon <= limit}.
 *
 * @param limit the last horizon that is visible
 * @param refused what is in the store but was refused afterwards
 */
record Span(long from, long to, long limit, Refused refused) {

    boolean overlaps(long minTimestamp, long maxTimestamp, long minHorizon) {
        return maxTimestamp > from && minTimestamp <= to && minHorizon <= limit;
    }

    boolean holds(long timestamp, long horizon) {
        return timestamp > from && timestamp <= to && horizon <= limit && !refused.holds(timestamp, horizon);
    }

    /** The same span without what is older than {@code millis}. */
    Span notBefore(long millis) {
        return millis <= from || millis == Long.MIN_VALUE ? this : new Span(millis - 1, to, limit, refused);
    }
}
