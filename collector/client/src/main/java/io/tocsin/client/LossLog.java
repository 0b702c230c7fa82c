package io.tocsin.client;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log of losses, at most once a minute and topic: the counters have them all. Thread-safe. */
final class LossLog {

    private static final Logger LOG = LoggerFactory.getLogger(TocsinClient.class);
    private static final long INTERVAL = Duration.ofMinutes(1).toNanos();

    private final String topic;
    private long silentUntil = System.nanoTime();
    private long unsaid;

    LossLog(String topic) {
        this.topic = topic;
    }

    synchronized void lost(LossReason reason, String detail) {
        unsaid++;
        long now = System.nanoTime();
        if (now - silentUntil >= 0) {
            LOG.warn("{} records for {} were lost, the last one ({}): {}", unsaid, topic, reason.label(), detail);
            unsaid = 0;
            silentUntil = now + INTERVAL;
        }
    }
}
