package io.tocsin.standalone.up;

import java.time.Duration;

/**
 * How an instance does at one moment.
 *
 * @param samples taken in since the start
 * @param rules active ones, recording rules included
 * @param activeAlerts pending and firing
 * @param lag how far the watermark is behind the clock
 * @param ready whether stores are restored and the watermark is fresh
 */
record InstanceStatus(long samples, long series, int rules, int activeAlerts, Duration lag, boolean ready) {
    /** Of an instance that has not started. */
    static final InstanceStatus NONE = new InstanceStatus(0, 0, 0, 0, Duration.ZERO, false);
}
