package io.tocsin.streamprocessor.topology;

import io.tocsin.streamprocessor.leaf.Cursor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the start of a restore from how far the task had got, which its own state says: the retention before the last
 * evaluated instant, or further back where a rule looks at something that is there. Not from the wall clock, for after an outage the two are apart.
 *
 * <p>The start is a tick, the last one before anything that is needed: so whatever is restored has the horizon it had, and
 * is taken, refused and seen late as it was. How far back that tick lies is no matter of time: in an outage nobody ticks,
 * and producers go on.
 */
public final class CursorRestoreStart implements RestoreStart {

    private static final Logger LOG = LoggerFactory.getLogger(CursorRestoreStart.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(200);

    /** Tickers may overlap: the last tick before a record need not be the greatest. */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private static final int FIRST_LOOK = 500;
    private static final byte[] CURSOR = Cursor.KEY.getBytes(StandardCharsets.UTF_8);

    private final Map<String, Object> clientProperties;
    private final String stateChangelog;

    /** The topic behind the leaf's state, as Kafka Streams names it. */
    public static String changelog(String applicationId) {
        return applicationId + "-" + LeafTopology.STATE_STORE + "-changelog";
    }

    /** @param stateChangelog the topic behind the leaf's state, where its cursor stands */
    public CursorRestoreStart(Map<String, Object> clientProperties, String stateChangelog) {
        this.clientProperties = Map.copyOf(clientProperties);
        this.stateChangelog = stateChangelog;
    }

    @Override
    public OptionalLong offset(TopicPartition metrics) {
        try (Consumer<byte[], byte[]> consumer = consumer()) {
            Optional<Cursor> cursor = cursor(consumer, metrics.partition());
            return cursor.isEmpty() ? OptionalLong.empty() : start(consumer, metrics, cursor.get());
        } catch (KafkaException e) {
            LOG.warn("Restoring all of {}: cannot tell where its look-back begins ({})", metrics, e.toString());
            return OptionalLong.empty();
        }
    }

    @Override
    public Optional<Cursor> cursor(TopicPartition metrics) {
        try (Consumer<byte[], byte[]> consumer = consumer()) {
            return cursor(consumer, metrics.partition());
        } catch (KafkaException e) {
            LOG.warn("Keeping all that was restored of {}: cannot tell what is over ({})", metrics, e.toString());
            return Optional.empty();
        }
    }

    private Consumer<byte[], byte[]> consumer() {
        Map<String, Object> properties = new HashMap<>(clientProperties);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        // A fetch that waits at the end of one partition keeps the next one waiting.
        properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 20);
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private OptionalLong start(Consumer<byte[], byte[]> consumer, TopicPartition metrics, Cursor cursor) {
        long from = cursor.neededFrom() - MARGIN.toMillis();
        if (from <= 0) {
            return OptionalLong.empty();
        }
        OffsetAndTimestamp found =
                consumer.offsetsForTimes(Map.of(metrics, from), TIMEOUT).get(metrics);
        if (found == null) {
            return OptionalLong.empty();
        }
        long beginning = offset(consumer.beginningOffsets(List.of(metrics), TIMEOUT), metrics);
        return TickBefore.offset(consumer, metrics, beginning, found.offset());
    }

    /** The last cursor in the changelog, looked for from the end in ever greater steps. */
    private Optional<Cursor> cursor(Consumer<byte[], byte[]> consumer, int partition) {
        TopicPartition changelog = new TopicPartition(stateChangelog, partition);
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
            Consumer<byte[], byte[]> consumer, TopicPartition changelog, long from, long end) {
        Optional<Cursor> last = Optional.empty();
        consumer.seek(changelog, from);
        while (consumer.position(changelog, TIMEOUT) < end) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (Arrays.equals(CURSOR, record.key()) && record.value() != null) {
                    last = Optional.of(Cursor.decode(record.value()));
                }
            }
        }
        return last;
    }
}
