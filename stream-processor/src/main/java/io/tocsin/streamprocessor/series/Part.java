package io.tocsin.streamprocessor.series;

import java.util.Arrays;

/** Which of a frame's samples go to which rows of one stripe. */
final class Part {

    final Stripe stripe;
    private final int departures;
    private int[] samples;
    private int[] rows;
    private int size;
    private boolean identity = true;

    Part(Stripe stripe, int capacity) {
        this.stripe = stripe;
        this.departures = stripe.departures();
        this.samples = new int[Math.min(capacity, 16)];
        this.rows = new int[samples.length];
    }

    void add(int sample, int row) {
        if (size == samples.length) {
            samples = Arrays.copyOf(samples, 2 * size);
            rows = Arrays.copyOf(rows, 2 * size);
        }
        identity &= sample == size && row == size;
        samples[size] = sample;
        rows[size++] = row;
    }

    int size() {
        return size;
    }

    int sample(int index) {
        return samples[index];
    }

    int row(int index) {
        return rows[index];
    }

    /** Whether the first samples of the frame are the first rows of the stripe, one to one. */
    boolean isIdentity() {
        return identity;
    }

    /** False once a series has left the stripe: it may have been one of these. */
    boolean isCurrent() {
        return departures == stripe.departures();
    }
}
