package io.tocsin.standalone.up;

import java.util.ArrayDeque;
import java.util.Deque;

/** Samples a second over the last readings of a counter: long enough to smooth sources that send every few seconds. */
final class SampleRate {
    private static final int READINGS = 16;

    private final Deque<Reading> readings = new ArrayDeque<>();

    private record Reading(long samples, long nanos) {}

    /** Takes a reading, and returns the rate since the oldest that is remembered; 0 at the first. */
    double next(long samples, long nanos) {
        readings.addLast(new Reading(samples, nanos));
        if (readings.size() > READINGS) {
            readings.removeFirst();
        }
        Reading oldest = readings.getFirst();
        long elapsed = nanos - oldest.nanos;
        return elapsed <= 0 ? 0 : (double) (samples - oldest.samples) * 1e9 / (double) elapsed;
    }
}
