package io.tocsin.notifier.channel;

/** One way to reach one receiver. Called by several threads, up to {@link #concurrency()} at once. */
public interface NotificationChannel extends AutoCloseable {

    /**
     * Makes one attempt, within a time of the channel's own choosing that has an end.
     *
     * @return what came of it; never throws because of what the receiver does
     */
    Delivery deliver(Outgoing outgoing) throws InterruptedException;

    /** How many attempts may be under way at once; those for one group never are. */
    int concurrency();

    /** Ends attempts that are under way. */
    @Override
    void close();
}
