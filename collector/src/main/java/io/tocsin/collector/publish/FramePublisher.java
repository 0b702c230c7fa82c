package io.tocsin.collector.publish;

import java.util.concurrent.CompletableFuture;

/**
 * The port to the log. Thread-safe.
 *
 * <p>What is handed over is either acknowledged by the log (the future completes normally, and the record survives) or
 * not (the future fails); after a failure the record may still be there, as after any lost acknowledgement.
 */
public interface FramePublisher extends AutoCloseable {

    /**
     * Hands one record over. Blocks for no longer than a small, configured bound.
     *
     * @param key the record key in UTF-8
     * @param timestampMillis the record's own time: that of the frame or event
     * @param value the encoded frame or event
     */
    CompletableFuture<Void> publish(byte[] key, long timestampMillis, byte[] value);

    /** Whether the log answers just now; blocks for no longer than two seconds. */
    boolean reachable();

    /** Waits a bounded time for what is under way, then gives up the rest, whose futures fail. */
    @Override
    void close();
}
