package io.tocsin.standalone.demo;

import java.time.Duration;

/**
 * What of the scenes holds when. On a calm day nothing does.
 *
 * @param start of the story, or what would have been it, in milliseconds since 1970
 */
record Script(long start, boolean calm) {

    boolean during(long at, Duration from, Duration to) {
        return !calm && at >= start + from.toMillis() && at < start + to.toMillis();
    }

    /** How much of the way from one scene to another has been gone, from 0 to 1. */
    double progress(long at, Duration from, Duration to) {
        double passed = at - start - from.toMillis();
        return calm ? 0 : Math.clamp(passed / (to.toMillis() - from.toMillis()), 0, 1);
    }
}
