package io.tocsin.streamprocessor.series;

import java.util.Arrays;

/** Timestamp and horizon of each column of a block, in log order, with their bounds. */
final class Columns {

    long[] timestamps;
    long[] horizons;
    int size;
    long minTimestamp = Long.MAX_VALUE;
    long maxTimestamp = Long.MIN_VALUE;
    long minHorizon = Long.MAX_VALUE;
    long maxHorizon = Long.MIN_VALUE;

    /** Whether the timestamps ascend, none twice. */
    boolean ascending = true;

    Columns(int capacity) {
        timestamps = new long[capacity];
        horizons = new long[capacity];
    }

    void add(long timestamp, long horizon) {
        if (size == timestamps.length) {
            timestamps = Arrays.copyOf(timestamps, 2 * size);
            horizons = Arrays.copyOf(horizons, 2 * size);
        }
        ascending &= size == 0 || timestamp > timestamps[size - 1];
        timestamps[size] = timestamp;
        horizons[size++] = horizon;
        minTimestamp = Math.min(minTimestamp, timestamp);
        maxTimestamp = Math.max(maxTimestamp, timestamp);
        minHorizon = Math.min(minHorizon, horizon);
        maxHorizon = Math.max(maxHorizon, horizon);
    }

    boolean lastIs(long timestamp, long horizon) {
        return size > 0 && timestamps[size - 1] == timestamp && horizons[size - 1] == horizon;
    }

    boolean overlaps(Span span) {
        return span.overlaps(minTimestamp, maxTimestamp, minHorizon);
    }

    /** @return the first column of an ascending block that is later than {@code millis} */
    int after(long millis) {
        return after(timestamps, size, millis);
    }

    static int after(long[] ascending, int size, long millis) {
        if (size == 0 || millis >= ascending[size - 1]) {
            return size;
        }
        int index = Arrays.binarySearch(ascending, 0, size, millis);
        return index >= 0 ? index + 1 : -index - 1;
    }

    Columns trimmed() {
        timestamps = Arrays.copyOf(timestamps, size);
        horizons = Arrays.copyOf(horizons, size);
        return this;
    }

    /** The bounds alone. */
    Columns withoutTimes() {
        Columns bounds = new Columns(0);
        bounds.size = size;
        bounds.minTimestamp = minTimestamp;
        bounds.maxTimestamp = maxTimestamp;
        bounds.minHorizon = minHorizon;
        bounds.maxHorizon = maxHorizon;
        bounds.ascending = ascending;
        return bounds;
    }

    /** Second differences: regular scrapes and regular ticks are mostly zeros. */
    void write(ByteSink out) {
        write(timestamps, out);
        write(horizons, out);
    }

    private void write(long[] times, ByteSink out) {
        long previous = 0;
        long step = 0;
        for (int i = 0; i < size; i++) {
            long next = times[i] - previous;
            out.putSigned(next - step);
            // The first one is a date, not a step.
            step = i == 0 ? 0 : next;
            previous = times[i];
        }
    }

    /** Reads the times only: the bounds stay with whoever keeps the block. */
    static void read(ByteCursor in, int size, long[] timestamps, long[] horizons) {
        read(in, size, timestamps);
        read(in, size, horizons);
    }

    private static void read(ByteCursor in, int size, long[] times) {
        long time = 0;
        long step = 0;
        for (int i = 0; i < size; i++) {
            long next = in.getSigned() + step;
            step = i == 0 ? 0 : next;
            time += next;
            times[i] = time;
        }
    }
}
