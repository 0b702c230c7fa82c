package io.tocsin.client;

import java.util.concurrent.CompletableFuture;

/**
 * One record on its way.
 *
 * @param key in UTF-8
 * @param timestampMillis its event's time, in milliseconds since 1970
 * @param body without what names its schema
 * @param offeredNanos when it was handed over, by the monotonic clock
 * @param receipt completed when its fate is known
 */
record OutgoingRecord(
        byte[] key, long timestampMillis, byte[] body, long offeredNanos, CompletableFuture<Void> receipt) {

    /** What a record takes besides its bytes, roughly. */
    private static final int OVERHEAD = 256;

    long cost() {
        return (long) OVERHEAD + key.length + body.length;
    }
}
