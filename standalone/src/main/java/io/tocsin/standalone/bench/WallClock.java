package io.tocsin.standalone.bench;

import java.time.InstantSource;

/** The time of day, which loads are stamped with. */
final class WallClock {
    static final InstantSource SYSTEM = InstantSource.system();

    private WallClock() {}
}
