package io.tocsin.notifier.channel;

import java.time.Duration;

/** What came of one attempt. No reason ever holds a secret. */
public sealed interface Delivery {

    /** The receiver took it. */
    record Delivered() implements Delivery {}

    /**
     * Not this time, but it may work later.
     *
     * @param after not before this has passed, because the receiver said so; zero if it did not
     * @param reason for people
     */
    record Retry(Duration after, String reason) implements Delivery {}

    /** It would be refused again. */
    record Rejected(String reason) implements Delivery {}
}
