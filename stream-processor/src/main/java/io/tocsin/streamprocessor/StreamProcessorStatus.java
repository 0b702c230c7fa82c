package io.tocsin.streamprocessor;

import java.time.Duration;

/**
 * How an instance does at one moment.
 *
 * @param state of the Kafka Streams client
 * @param partitions whose leaf tasks are active here
 * @param rules that live here, recording rules included
 * @param activeAlerts that live here, pending and firing
 * @param watermarkLag how far the last evaluated instant is behind the clock; of the partition that is furthest behind
 * @param reason why it is not ready; empty if it is
 */
public record StreamProcessorStatus(
        String state, int partitions, long series, int rules, int activeAlerts, Duration watermarkLag, String reason) {

    /** Stores are restored and the watermark is fresh. */
    public boolean ready() {
        return reason.isEmpty();
    }

    /** Whether a restart would not help. */
    public boolean alive() {
        return !state.equals("ERROR") && !state.equals("NOT_RUNNING");
    }
}
