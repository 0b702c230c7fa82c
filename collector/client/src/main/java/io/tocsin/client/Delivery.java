package io.tocsin.client;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/**
 * Carries one topic's records to Kafka's producer, in their order, on a thread of its own: it is this thread that waits
 * for a registry, a topic or a producer that is full, and no other topic's.
 */
final class Delivery {

    private static final long RETRY_MILLIS = 500;
    private static final long LAST_MOMENTS_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final String UNDELIVERED = "the client was closed before Kafka took it";

    private final LogTopic topic;
    private final Lane lane;
    private final ClientSettings settings;
    private final WireHeader header;
    private final Producers producers;
    private final LossLog losses;
    private final CountDownLatch abandoned = new CountDownLatch(1);
    private final Thread thread;
    private boolean started;

    Delivery(LogTopic topic, ClientSettings settings, WireHeader header, Producers producers) {
        this.topic = topic;
        this.lane = new Lane(settings.memoryBytes(), ClientSettings.MAX_RECORD_BYTES);
        this.settings = settings;
        this.header = header;
        this.producers = producers;
        this.losses = new LossLog(settings.topicName(topic));
        this.thread = new Thread(this::run, "tocsin-client-" + topic.plainName());
        thread.setDaemon(true);
    }

    Lane lane() {
        return lane;
    }

    /**
     * Does not wait.
     *
     * @return why it was not taken; null: it was
     */
    @Nullable
    LossReason offer(OutgoingRecord record) {
        LossReason loss = lane.offer(record);
        if (loss == null) {
            start();
        } else {
            tell(record, loss, "not taken over");
        }
        return loss;
    }

    private synchronized void start() {
        if (!started) {
            started = true;
            thread.start();
        }
    }

    private void run() {
        try {
            for (OutgoingRecord next = lane.take(); next != null; next = lane.take()) {
                deliver(next);
            }
        } catch (InterruptedException e) {
            // Abandoned: what is left is counted by finish().
            Thread.currentThread().interrupt();
        }
    }

    private void deliver(OutgoingRecord record) {
        try {
            String trouble = attempt(record);
            while (trouble != null) {
                if (System.nanoTime() - record.offeredNanos()
                        > settings.deliveryTimeout().toNanos()) {
                    settle(record, LossReason.NOT_ACKNOWLEDGED, trouble);
                    return;
                }
                pause();
                trouble = attempt(record);
            }
        } catch (InterruptedException | InterruptException e) {
            Thread.currentThread().interrupt();
            settle(record, LossReason.CLOSED, UNDELIVERED);
        } catch (RuntimeException e) {
            settle(record, lane.isClosed() ? LossReason.CLOSED : LossReason.REFUSED, e.toString());
        }
    }

    private void pause() throws InterruptedException {
        if (abandoned.await(RETRY_MILLIS, TimeUnit.MILLISECONDS)) {
            throw new InterruptedException("abandoned");
        }
    }

    /** @return why it should be tried again; null: its fate is the producer's, or known */
    private @Nullable String attempt(OutgoingRecord record) throws InterruptedException {
        ProducerRecord<byte[], byte[]> message;
        Producer<byte[], byte[]> producer;
        try {
            message = message(record, header.of(topic));
            producer = producers.get();
        } catch (RegistryException | KafkaException e) {
            return e.toString();
        }
        Outcome outcome = new Outcome(record);
        Future<RecordMetadata> unused = producer.send(message, outcome);
        return outcome.notTaken;
    }

    private ProducerRecord<byte[], byte[]> message(OutgoingRecord record, byte[] front) {
        byte[] value = new byte[front.length + record.body().length];
        System.arraycopy(front, 0, value, 0, front.length);
        System.arraycopy(record.body(), 0, value, front.length, record.body().length);
        return new ProducerRecord<>(settings.topicName(topic), null, record.timestampMillis(), record.key(), value);
    }

    /** What the producer says: within {@code send}, if it has not taken the record, else later on its own thread. */
    private final class Outcome implements Callback {

        private final OutgoingRecord record;
        private @Nullable String notTaken;

        Outcome(OutgoingRecord record) {
            this.record = record;
        }

        @Override
        public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception failure) {
            if (failure == null) {
                settle(record, null, "");
            } else if (!(failure instanceof RetriableException)) {
                settle(record, lane.isClosed() ? LossReason.CLOSED : LossReason.REFUSED, failure.toString());
            } else if (thread.equals(Thread.currentThread())) {
                notTaken = failure.toString();
            } else {
                settle(record, LossReason.NOT_ACKNOWLEDGED, failure.toString());
            }
        }
    }

    private void settle(OutgoingRecord record, @Nullable LossReason loss, String detail) {
        lane.settle(record, loss);
        if (loss == null) {
            record.receipt().complete(null);
        } else {
            tell(record, loss, detail);
        }
    }

    private void tell(OutgoingRecord record, LossReason loss, String detail) {
        losses.lost(loss, detail);
        record.receipt().completeExceptionally(new RecordLostException(loss, detail));
    }

    /**
     * After the lane was closed: waits until everything is handed to the producer, or gives it up.
     *
     * @return false if it was interrupted, and gave up
     */
    boolean finish(long deadlineNanos) {
        boolean waited = join(deadlineNanos - System.nanoTime());
        abandoned.countDown();
        thread.interrupt();
        waited &= join(LAST_MOMENTS_NANOS);
        for (OutgoingRecord left = lane.poll(); left != null; left = lane.poll()) {
            settle(left, LossReason.CLOSED, UNDELIVERED);
        }
        return waited;
    }

    private boolean join(long nanos) {
        try {
            TimeUnit.NANOSECONDS.timedJoin(thread, nanos);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }
}
