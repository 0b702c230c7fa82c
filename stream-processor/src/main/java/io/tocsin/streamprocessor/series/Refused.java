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

    /** Whether some of the columns may be refused ones. */
    boolean touches(Columns columns) {
        for (int i = 0; i < horizons.length; i++) {
            boolean within = columns.minHorizon <= horizons[i] && horizons[i] <= columns.maxHorizon;
            if (within && columns.maxTimestamp > newestAllowed[i]) {
                return true;
            }
        }
        return false;
    }

    /** Without what no column has any more. */
    Refused since(long leastHorizon) {
        int from = 0;
        while (from < horizons.length && horizons[from] < leastHorizon) {
            from++;
        }
        return from == 0
                ? this
                : new Refused(
                        Arrays.copyOfRange(horizons, from, horizons.length),
                        Arrays.copyOfRange(newestAllowed, from, newestAllowed.length));
    }

    boolean holds(long timestamp, long horizon) {
        if (horizons.length == 0) {
            return false;
        }
        int at = Arrays.binarySearch(horizons, horizon);
        return at >= 0 && timestamp > newestAllowed[at];
    }
}
