package io.tocsin.collector.turns;

/** Something that is asked again and again: a target, a probe, a verifier. */
public interface Turn {

    /** When it is asked; looked at again before each turn. From any thread. */
    Grid grid();

    /**
     * Asks once; by one thread at a time.
     *
     * @param atMillis the time of what is found: the instant of the grid; now if the turn began late, or the clock was set
     * @throws InterruptedException if the schedule ends; nothing is said of this turn then
     */
    void take(long atMillis) throws InterruptedException;

    /** After the last turn of something that is no longer asked. */
    void end(long atMillis);
}
