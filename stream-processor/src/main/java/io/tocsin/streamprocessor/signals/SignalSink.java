package io.tocsin.streamprocessor.signals;

import io.tocsin.schemas.labels.Labels;

/** Takes what one event says. */
public interface SignalSink {

    /**
     * Adds to an exact count of one second: its sample stands at the second's end, so that {@code sum_over_time} over
     * whole seconds is a true count.
     *
     * @param series with its metric name, without {@code job} and {@code instance}
     */
    void add(Labels series, long atMillis, double amount);

    /** Sets a value at its own time; of two at one time the last in the log counts. */
    void set(Labels series, long atMillis, double value);
}
