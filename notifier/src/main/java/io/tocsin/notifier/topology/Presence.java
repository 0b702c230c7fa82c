package io.tocsin.notifier.topology;

import java.util.function.BooleanSupplier;

/**
 * Tells whether the log has been read to the present. Nothing is decided before: what fired and resolved while the notifier was
 * away must both be known.
 */
@FunctionalInterface
public interface Presence {

    /** Everything is always present: for tests, and where nothing was missed. */
    Presence ALWAYS = () -> () -> true;

    /** @return true as soon as what is in the log now has been read; never blocks */
    BooleanSupplier fromNow();
}
