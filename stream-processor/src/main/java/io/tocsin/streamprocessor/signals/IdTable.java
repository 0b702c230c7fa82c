package io.tocsin.streamprocessor.signals;

import java.util.Arrays;

/**
 * Ids by their hash, each with a time and a number: 32 bytes an entry in arrays, for an hour of ids at thousands a second
 * is too much for objects. Open addressing with linear probing.
 */
final class IdTable {

    /** No entry has this time. */
    static final long ABSENT = Long.MIN_VALUE;

    private static final int SMALLEST = 1 << 10;

    private long[] high = new long[SMALLEST];
    private long[] low = new long[SMALLEST];
    private long[] time = empty(SMALLEST);
    private long[] number = new long[SMALLEST];
    private int size;

    private static long[] empty(int length) {
        long[] times = new long[length];
        Arrays.fill(times, ABSENT);
        return times;
    }

    int size() {
        return size;
    }

    /** @return {@link #ABSENT} if there is no entry */
    long time(EventId id) {
        return time[slot(id.high(), id.low())];
    }

    /** The number of an entry that there is. */
    long number(EventId id) {
        return number[slot(id.high(), id.low())];
    }

    void put(long idHigh, long idLow, long atMillis, long value) {
        int slot = slot(idHigh, idLow);
        if (time[slot] == ABSENT) {
            if (++size > high.length / 3 * 2) {
                grow();
                slot = slot(idHigh, idLow);
            }
            high[slot] = idHigh;
            low[slot] = idLow;
        }
        time[slot] = atMillis;
        number[slot] = value;
    }

    /** Removes an entry if it has this time. */
    void remove(long idHigh, long idLow, long atMillis) {
        int slot = slot(idHigh, idLow);
        if (time[slot] != atMillis) {
            return;
        }
        size--;
        int free = slot;
        for (int next = next(slot); time[next] != ABSENT; next = next(next)) {
            int home = home(high[next], low[next]);
            // Whether its home lies no later than the free slot, around the end of the array.
            if (((next - home) & (high.length - 1)) >= ((next - free) & (high.length - 1))) {
                move(next, free);
                free = next;
            }
        }
        time[free] = ABSENT;
    }

    private void move(int from, int to) {
        high[to] = high[from];
        low[to] = low[from];
        time[to] = time[from];
        number[to] = number[from];
    }

    /** Where an id is, or would be. */
    private int slot(long idHigh, long idLow) {
        int slot = home(idHigh, idLow);
        while (time[slot] != ABSENT && (high[slot] != idHigh || low[slot] != idLow)) {
            slot = next(slot);
        }
        return slot;
    }

    private int home(long idHigh, long idLow) {
        return (int) (idHigh ^ idLow) & (high.length - 1);
    }

    private int next(int slot) {
        return (slot + 1) & (high.length - 1);
    }

    private void grow() {
        long[] oldHigh = high;
        long[] oldLow = low;
        long[] oldTime = time;
        long[] oldNumber = number;
        int length = high.length * 2;
        high = new long[length];
        low = new long[length];
        time = empty(length);
        number = new long[length];
        for (int i = 0; i < oldTime.length; i++) {
            if (oldTime[i] != ABSENT) {
                int slot = slot(oldHigh[i], oldLow[i]);
                high[slot] = oldHigh[i];
                low[slot] = oldLow[i];
                time[slot] = oldTime[i];
                number[slot] = oldNumber[i];
            }
        }
    }
}
