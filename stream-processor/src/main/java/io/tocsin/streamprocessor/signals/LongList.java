package io.tocsin.streamprocessor.signals;

import java.util.Arrays;

/** A growing array of numbers. */
final class LongList {

    private long[] values = new long[24];
    private int size;

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    long get(int index) {
        return values[index];
    }

    void add(long first, long second, long third) {
        ensure(3);
        values[size++] = first;
        values[size++] = second;
        values[size++] = third;
    }

    LongList addAll(LongList other) {
        ensure(other.size);
        System.arraycopy(other.values, 0, values, size, other.size);
        size += other.size;
        return this;
    }

    private void ensure(int more) {
        if (size + more > values.length) {
            values = Arrays.copyOf(values, Math.max(values.length * 2, size + more));
        }
    }
}
