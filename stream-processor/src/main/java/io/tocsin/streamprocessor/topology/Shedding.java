package io.tocsin.streamprocessor.topology;

import io.tocsin.streamprocessor.intake.MetricsIntake;
import io.tocsin.streamprocessor.leaf.Cursor;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Drops from a partition that is only restored what the task that evaluates it no longer needs. A standby follows the log
 * for as long as the other lives, and has no evaluation of its own that would tell what is over.
 */
final class Shedding {

    /** Of event time: asking costs a look into the log. */
    private static final long EVERY = Duration.ofHours(1).toMillis();

    private final MetricsIntake intake;
    private final Supplier<Optional<Cursor>> cursor;
    private long next = Long.MIN_VALUE;

    /** @param cursor how far the task has got by now */
    Shedding(MetricsIntake intake, Supplier<Optional<Cursor>> cursor) {
        this.intake = intake;
        this.cursor = cursor;
    }

    /** The partition has shown a tick. */
    void ticked(long tick) {
        if (tick < next) {
            return;
        }
        Optional<Cursor> reached = cursor.get();
        reached.ifPresent(at -> {
            intake.store().evictBefore(at.neededFrom());
            intake.forgetThrough(at.instant());
        });
        // A restore ends where the task had got to: until then there is nothing to drop.
        next = Math.max(tick, reached.map(Cursor::instant).orElse(tick)) + EVERY;
    }
}
