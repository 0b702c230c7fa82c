package io.tocsin.client;

import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one topic, in order, bounded and counted: {@link ClientCounts} holds at any moment. A record counts as
 * waiting, with its bytes, until its fate is known, so that what Kafka's producer holds is bounded too. Nobody waits
 * here but who takes and who flushes. Thread-safe.
 */
final class Lane {

    private final long maxBytes;
    private final int maxRecordBytes;
    private final Queue<OutgoingRecord> queue = new ArrayDeque<>();
    private final Map<LossReason, Long> lost = new EnumMap<>(LossReason.class);
    private long offered;
    private long acknowledged;
    private long waiting;
    private long waitingBytes;
    private boolean closed;

    Lane(long maxBytes, int maxRecordBytes) {
        this.maxBytes = maxBytes;
        this.maxRecordBytes = maxRecordBytes;
    }

    /** @return why it was not taken; null: it was */
    synchronized @Nullable LossReason offer(OutgoingRecord record) {
        offered++;
        LossReason refusal = refusal(record);
        if (refusal != null) {
            lost.merge(refusal, 1L, Long::sum);
            return refusal;
        }
        queue.add(record);
        waiting++;
        waitingBytes += record.cost();
        notifyAll();
        return null;
    }

    private @Nullable LossReason refusal(OutgoingRecord record) {
        if (closed) {
            return LossReason.CLOSED;
        }
        if (record.key().length + record.body().length > maxRecordBytes) {
            return LossReason.TOO_LARGE;
        }
        return waitingBytes + record.cost() > maxBytes ? LossReason.BUFFER_FULL : null;
    }

    /**
     * Waits for one.
     *
     * @return null if the lane is closed and empty
     */
    synchronized @Nullable OutgoingRecord take() throws InterruptedException {
        while (queue.isEmpty() && !closed) {
            wait();
        }
        return queue.poll();
    }

    /** @return null if the queue is empty */
    synchronized @Nullable OutgoingRecord poll() {
        return queue.poll();
    }

    /** @param loss null: Kafka has it */
    synchronized void settle(OutgoingRecord record, @Nullable LossReason loss) {
        if (loss == null) {
            acknowledged++;
        } else {
            lost.merge(loss, 1L, Long::sum);
        }
        waiting--;
        waitingBytes -= record.cost();
        notifyAll();
    }

    /** Takes no more. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** @return whether nothing is waiting any more */
    synchronized boolean awaitSettled(long deadlineNanos) throws InterruptedException {
        while (waiting > 0) {
            long left = (deadlineNanos - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    synchronized ClientCounts counts() {
        return new ClientCounts(offered, acknowledged, lost, waiting, waitingBytes);
    }
}
