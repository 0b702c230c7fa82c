package io.tocsin.streamprocessor.signals;

import io.tocsin.schemas.labels.Labels;

/** Takes what events say. Series come with their metric name, without {@code job} and {@code instance}. */
interface SignalSink {

    /**
     * Adds to an exact count of one second: its sample stands at the second's end, so that {@code sum_over_time} over
     * whole seconds is a true count.
     */
    void add(Labels series, long atMillis, double amount);

    /** Sets a value at its own time; of two at one time the last in the log counts. */
    void set(Labels series, long atMillis, double value);

    /** Increases a counter by a number that is not negative; by 0, to let it be seen. */
    void increase(Labels counter, double amount);

    /** Sets a gauge for the time that is being told of; it is 0 where it is not set, and gone after a day of that. */
    void level(Labels gauge, double value);
}
