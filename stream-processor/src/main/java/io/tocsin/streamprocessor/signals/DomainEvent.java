package io.tocsin.streamprocessor.signals;

/**
 * A typed event as the signals see it.
 *
 * @param id the same one again, within the window of repetition, changes nothing
 * @param timestampMillis when it happened
 * @param meaning what it says
 */
public record DomainEvent(String id, long timestampMillis, Meaning meaning) {

    /** Puts into series what an event says. */
    @FunctionalInterface
    public interface Meaning {

        void into(SignalSink sink);
    }
}
