package io.tocsin.streamprocessor.replay;

import io.tocsin.streamprocessor.time.PartitionClocks;

/** How far one partition has been read. */
final class Course {

    private final long end;
    private long horizon = PartitionClocks.NO_TICK;
    private boolean ended;

    /** @param end the offset at which the log ended when the reading began */
    Course(long end) {
        this.end = end;
    }

    long horizon() {
        return horizon;
    }

    void ticked(long millis) {
        horizon = Math.max(horizon, millis);
    }

    /** @param position the next offset to be read */
    void reached(long position) {
        ended |= position >= end;
    }

    boolean isOver(long lastInstant) {
        return ended || horizon >= lastInstant;
    }
}
