package io.tocsin.streamprocessor.topology;

import io.tocsin.schemas.ticks.Ticks;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Finds the tick before a position of a source partition. Whoever begins to read in the middle of the log has to begin
 * there: what a record is worth depends on the tick before it, which in an outage may lie hours of records back.
 */
public final class TickBefore {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int FIRST_LOOK = 64;

    private TickBefore() {}

    /**
     * Looks from {@code offset} back, in ever greater steps; there are four ticks a second while anybody is there to tick.
     *
     * @param consumer read from as it likes: what it is assigned afterwards is the partition
     * @param beginning the first offset that the log still has
     * @return the offset of the last tick before {@code offset}; empty if the log has none
     */
    public static OptionalLong offset(
            Consumer<byte[], byte[]> consumer, TopicPartition partition, long beginning, long offset) {
        consumer.assign(List.of(partition));
        long to = offset;
        for (long look = FIRST_LOOK; to > beginning; look *= 8) {
            long from = Math.max(beginning, to - look);
            OptionalLong tick = lastTick(consumer, partition, from, to);
            if (tick.isPresent()) {
                return tick;
            }
            to = from;
        }
        return OptionalLong.empty();
    }

    private static OptionalLong lastTick(
            Consumer<byte[], byte[]> consumer, TopicPartition partition, long from, long to) {
        OptionalLong last = OptionalLong.empty();
        consumer.seek(partition, from);
        while (consumer.position(partition, TIMEOUT) < to) {
            for (ConsumerRecord<byte[], byte[]> polled : consumer.poll(POLL)) {
                boolean isTick =
                        polled.value() == null && Ticks.parse(polled.key()).isPresent();
                if (isTick && polled.offset() < to) {
                    last = OptionalLong.of(polled.offset());
                }
            }
        }
        return last;
    }
}
