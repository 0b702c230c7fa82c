package io.tocsin.notifier.topology;

import io.tocsin.schemas.config.KafkaConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches, from outside, how far the topology's consumer group has come: first to the end of the alerts as it was, then
 * to the end of what the router made of them. Where the group does not advance for a minute it is not waited for any longer, as telling something
 * that is over is better than telling nothing.
 */
public final class LogEnd implements Presence, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LogEnd.class);
    private static final Duration INTERVAL = Duration.ofMillis(50);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final GroupProgress progress;
    private final List<String> topics;
    private final ExecutorService worker =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().name("log-end").factory());
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicBoolean reachedOnce = new AtomicBoolean();

    /** @param alerts the topic the topology reads */
    public LogEnd(Admin admin, KafkaConfig kafka, String alerts) {
        this.progress = new GroupProgress(admin, kafka, StreamsSettings.applicationId(kafka));
        this.topics = List.of(alerts, StreamsSettings.groupedAlerts(kafka));
    }

    @Override
    public BooleanSupplier fromNow() {
        AtomicBoolean reached = new AtomicBoolean();
        waiting.incrementAndGet();
        worker.execute(() -> {
            try {
                await();
                reached.set(true);
                reachedOnce.set(true);
                waiting.decrementAndGet();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        return reached::get;
    }

    /** @return whether some task has come to the end, and none is still on its way */
    public boolean isReached() {
        return waiting.get() == 0 && reachedOnce.get();
    }

    private void await() throws InterruptedException {
        for (String topic : topics) {
            while (!isRead(topic)) {
                Thread.sleep(AFTER_FAILURE);
            }
        }
    }

    /** @return false if Kafka did not answer: then all is begun again */
    private boolean isRead(String topic) throws InterruptedException {
        try {
            Map<TopicPartition, Long> ends = progress.ends(topic);
            Map<TopicPartition, Long> before = Map.of();
            long patient = PATIENCE.dividedBy(INTERVAL);
            for (long turns = 0; turns < patient; turns++) {
                Map<TopicPartition, Long> unread = progress.unread(ends);
                if (unread.isEmpty()) {
                    return true;
                }
                turns = unread.equals(before) ? turns : 0;
                before = unread;
                Thread.sleep(INTERVAL);
            }
            LOG.warn("nobody reads {} up to the present; deciding with what is known", before.keySet());
            return true;
        } catch (ExecutionException e) {
            LOG.warn("cannot see how far the alerts have been read, trying again: {}", e.getCause(), e);
            return false;
        }
    }

    @Override
    public void close() {
        worker.shutdownNow();
    }
}
