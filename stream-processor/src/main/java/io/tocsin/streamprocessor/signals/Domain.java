package io.tocsin.streamprocessor.signals;

import io.tocsin.streamprocessor.state.KeyedState;
import io.tocsin.streamprocessor.time.SourceTopic;

/**
 * What the events of one topic mean, with the memory that takes. How far back that reaches is bounded by {@link
 * SignalTask#MEMORY}: whatever a domain puts into series at a position is a function of so much of the log before it, so
 * that a replay can begin anywhere.
 */
interface Domain {

    /** The domain of a topic, which takes up what the state holds. */
    static Domain of(SourceTopic topic, Vocabulary words, KeyedState state) {
        return switch (topic) {
            case MIGRATIONS -> new MigrationSignals(words, state);
            case RESERVES -> new ReserveSignals(words, state);
            case ACTIVITY -> new ActivitySignals(words, state);
            case METRICS, RULES -> throw new IllegalArgumentException(topic + " holds no typed events");
        };
    }

    /**
     * Takes the next event of the log, which is not a repeated one.
     *
     * @param tickMillis the tick after it
     */
    void take(DomainEvent event, long tickMillis, SignalSink sink);

    /** Says what is so at a time of the grid. */
    void stand(long atMillis, SignalSink sink);

    /** Writes down what has changed, and forgets what is too old at this tick. */
    void store(long tickMillis);
}
