package io.tocsin.streamprocessor.topology;

import io.tocsin.streamprocessor.leaf.Cursor;
import io.tocsin.streamprocessor.time.TimeBounds;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the start of a restore from how far the task had got, which its own state says: the retention before the last
 * evaluated instant. Not from the wall clock, for after an outage the two are apart.
 *
 * <p>The start lies the future bound before the first sample that is needed: a record before the first restored tick
 * then has a horizon so old that, if its own time were needed, it would have been refused. So what stands before that
 * tick can be skipped, and the restore is exact.
 */
public final class CursorRestoreStart implements RestoreStart {

    private static final Logger LOG = LoggerFactory.getLogger(CursorRestoreStart.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration MARGIN = Duration.ofMinutes(1);
    private static final int FIRST_LOOK = 500;

    private final Map<String, Object> clientProperties;
    private final String stateChangelog;
    private final TimeBounds bounds;

    /** The topic behind the leaf's state, as Kafka Streams names it. */
    public static String changelog(String applicationId) {
        return applicationId + "-" + LeafTopology.STATE_STORE + "-changelog";
    }

    /** @param stateChangelog the topic behind the leaf's state, where its cursor stands */
    public CursorRestoreStart(Map<String, Object> clientProperties, String stateChangelog, TimeBounds bounds) {
        this.clientProperties = Map.copyOf(clientProperties);
        this.stateChangelog = stateChangelog;
        this.bounds = bounds;
    }

    @Override
    public OptionalLong offset(TopicPartition metrics) {
        Map<String, Object> properties = new HashMap<>(clientProperties);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        // A fetch that waits at the end of one partition keeps the next one waiting.
        properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 20);
        try (Consumer<String, byte[]> consumer =
                new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer())) {
            Optional<Cursor> cursor = cursor(consumer, new TopicPartition(stateChangelog, metrics.partition()));
            return cursor.isEmpty() ? OptionalLong.empty() : start(consumer, metrics, cursor.get());
        } catch (KafkaException e) {
            LOG.warn("Restoring all of {}: cannot tell where its look-back begins ({})", metrics, e.toString());
            return OptionalLong.empty();
        }
    }

    private OptionalLong start(Consumer<?, ?> consumer, TopicPartition metrics, Cursor cursor) {
        long needed = cursor.forgottenBefore();
        long from = needed - bounds.future().toMillis() - MARGIN.toMillis();
        if (from <= 0) {
            return OptionalLong.empty();
        }
        OffsetAndTimestamp found =
                consumer.offsetsForTimes(Map.of(metrics, from), TIMEOUT).get(metrics);
        return found == null ? OptionalLong.empty() : OptionalLong.of(found.offset());
    }

    /** The last cursor in the changelog, looked for from the end in ever greater steps. */
    private static Optional<Cursor> cursor(Consumer<String, byte[]> consumer, TopicPartition changelog) {
        if (consumer.partitionsFor(changelog.topic(), TIMEOUT) == null
                || consumer.partitionsFor(changelog.topic(), TIMEOUT).isEmpty()) {
            return Optional.empty();
        }
        consumer.assign(List.of(changelog));
        long begin = offset(consumer.beginningOffsets(List.of(changelog), TIMEOUT), changelog);
        long end = offset(consumer.endOffsets(List.of(changelog), TIMEOUT), changelog);
        for (long look = FIRST_LOOK; ; look *= 8) {
            long from = Math.max(begin, end - look);
            Optional<Cursor> cursor = lastCursor(consumer, changelog, from, end);
            if (cursor.isPresent() || from == begin) {
                return cursor;
            }
        }
    }

    private static long offset(Map<TopicPartition, Long> offsets, TopicPartition partition) {
        return Objects.requireNonNull(offsets.get(partition), partition::toString);
    }

    private static Optional<Cursor> lastCursor(
            Consumer<String, byte[]> consumer, TopicPartition changelog, long from, long end) {
        Optional<Cursor> last = Optional.empty();
        consumer.seek(changelog, from);
        while (consumer.position(changelog, TIMEOUT) < end) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                if (Cursor.KEY.equals(record.key()) && record.value() != null) {
                    last = Optional.of(Cursor.decode(record.value()));
                }
            }
        }
        return last;
    }
}
