package io.tocsin.standalone.demo;

import java.util.random.RandomGenerator;

/** Things that happen at any time, but not at any rate. */
record Chance(RandomGenerator random) {

    /** Until the next one, in milliseconds, at least one. */
    long pause(double perSecond) {
        return 1 + (long) (-Math.log(1 - random.nextDouble()) / perSecond * 1_000);
    }
}
