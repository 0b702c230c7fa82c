package io.tocsin.notifier.send;

import io.tocsin.notifier.channel.Delivery;

/**
 * What the sender counts. {@code attempts = delivered + retried + rejected}, by receiver and integration. Alert on any
 * {@code rejected}: somebody was not told.
 */
public interface SendMetrics {

    void attempted(String receiver, String integration, Delivery result);

    /** A notification was rejected without an attempt: nobody to send it to, or too many waiting. */
    void refused(String receiver, String integration);
}
