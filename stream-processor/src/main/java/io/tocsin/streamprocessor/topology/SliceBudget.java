package io.tocsin.streamprocessor.topology;

import java.time.Duration;
import java.util.function.IntPredicate;
import java.util.function.LongSupplier;

/**
 * How many instants a slice may have so that it takes about so long: short enough that no slice outlives a transaction,
 * long enough that a backlog is worked off at the log's speed. It measures time, but decides only when something is
 * evaluated, never what.
 */
final class SliceBudget {

    private static final int MOST_INSTANTS = 512;

    private final long targetNanos;
    private final LongSupplier nanos;
    private int instants = 1;

    SliceBudget(Duration target, LongSupplier nanos) {
        this.targetNanos = target.toNanos();
        this.nanos = nanos;
    }

    /**
     * Runs one slice and learns from how long it took.
     *
     * @param slice is handed the most instants it may have, and says whether there is more to do
     * @return what the slice said
     */
    boolean run(IntPredicate slice) {
        long start = nanos.getAsLong();
        boolean more = slice.test(instants);
        long took = nanos.getAsLong() - start;
        if (took > targetNanos) {
            instants = Math.max(1, instants / 2);
        } else if (more && took < targetNanos / 4) {
            instants = Math.min(MOST_INSTANTS, instants * 2);
        }
        return more;
    }
}
