package io.tocsin.streamprocessor.series;

import java.util.Arrays;

/**
 * Columns that turned out to be from the future when they were in the store already: those of one horizon whose
 * timestamps are beyond what the next tick allowed. Immutable; nearly always empty.
 */
final class Refused {

    static final Refused NONE = new Refused(new long[0], new long[0]);

    /** Ascending: horizons only grow along the log. */
    private final long[] horizons;

    private final long[] newestAllowed;

    private Refused(long[] horizons, long[] newestAllowed) {
        this.horizons = horizons;
        this.newestAllowed = newestAllowed;
    }

    Refused and(long horizon, long newest) {
        int n = horizons.length;
        long[] moreHorizons = Arrays.copyOf(horizons, n + 1);
        long[] moreNewest = Arrays.copyOf(newestAllowed, n + 1);
        moreHorizons[n] = horizon;
        moreNewest[n] = newest;
        return new Refused(moreHorizons, moreNewest);
    }

    boolean isEmpty() {
        return horizons.length == 0;
    }

    boolean holds(long timestamp, long horizon) {
        if (horizons.length == 0) {
            return false;
        }
        int at = Arrays.binarySearch(horizons, horizon);
        return at >= 0 && timestamp > newestAllowed[at];
    }
}
