package io.tocsin.streamprocessor.replay;

import io.tocsin.schemas.config.KafkaConfig;
import io.tocsin.schemas.topics.Topic;
import io.tocsin.schemas.topics.Topics;
import io.tocsin.streamprocessor.intake.SourceRecord;
import io.tocsin.streamprocessor.signals.SignalTask;
import io.tocsin.streamprocessor.time.SourceTopic;
import io.tocsin.streamprocessor.topology.SourceNames;
import io.tocsin.streamprocessor.topology.TickBefore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The log, read by a plain consumer that belongs to no group, commits nothing and writes nothing. One thread. */
final class SourceLog implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(200);

    /** As much as a partition may be ahead of the others: what it holds has to wait in memory. */
    private static final long LEAD_MILLIS = Duration.ofMinutes(10).toMillis();

    private final Topics topics;
    private final SourceNames names;
    private final KafkaConsumer<byte[], byte[]> consumer;

    SourceLog(KafkaConfig kafka, Topics topics) {
        this.topics = topics;
        this.names = new SourceNames(topics);
        Map<String, Object> properties = new HashMap<>(kafka.clientProperties());
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);
        properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 16 << 20);
        // A fetch that waits at the end of one partition keeps the next one waiting.
        properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 20);
        this.consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * Makes sure that everything is there.
     *
     * @throws UnreadableLogException naming what is missing
     */
    void require() {
        Map<String, List<PartitionInfo>> found = consumer.listTopics(TIMEOUT);
        List<Topic<?, ?>> wanted = new ArrayList<>(topics.sources());
        wanted.add(topics.alerts());
        for (Topic<?, ?> topic : wanted) {
            List<PartitionInfo> partitions = found.getOrDefault(topic.name(), List.of());
            if (partitions.isEmpty()) {
                throw new UnreadableLogException("there is no topic " + topic.name()
                        + "; the section kafka: of the configuration says what the log's topics are called");
            }
            if (partitions.size() != topic.partitions()) {
                throw new UnreadableLogException("the topic " + topic.name() + " has " + partitions.size()
                        + " partitions, and the configuration says " + topic.partitions());
            }
        }
    }

    /** Takes records. */
    @FunctionalInterface
    interface Sink {

        void accept(int partition, SourceTopic topic, SourceRecord source);
    }

    int partitions() {
        return topics.metrics().partitions();
    }

    /** All values of a topic that have been committed, partition by partition. */
    <V> List<V> values(Topic<?, V> topic) {
        List<V> values = new ArrayList<>();
        for (int partition = 0; partition < topic.partitions(); partition++) {
            readAll(new TopicPartition(topic.name(), partition), values, topic);
        }
        return values;
    }

    private <V> void readAll(TopicPartition partition, List<V> values, Topic<?, V> topic) {
        readAll(partition, polled -> {
            if (polled.value() != null) {
                values.add(topic.valueSerde().deserializer().deserialize(topic.name(), polled.value()));
            }
        });
    }

    /** Hands over the whole of one partition of {@code rules}. */
    void rules(int partition, Consumer<SourceRecord> sink) {
        readAll(new TopicPartition(topics.rules().name(), partition), polled -> sink.accept(source(polled)));
    }

    private static SourceRecord source(ConsumerRecord<byte[], byte[]> polled) {
        return new SourceRecord(polled.key(), polled.value(), polled.offset());
    }

    private void readAll(TopicPartition partition, Consumer<ConsumerRecord<byte[], byte[]>> sink) {
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        long end = offset(consumer.endOffsets(List.of(partition), TIMEOUT), partition);
        while (consumer.position(partition, TIMEOUT) < end) {
            consumer.poll(POLL).forEach(sink);
        }
    }

    /**
     * Where the partitions of the source topics but {@code rules} have to be read from for what lies at a time. Of events
     * also what signals remember.
     */
    LogSpan from(long millis) {
        Map<SourceTopic, List<LogSpan.Start>> starts = new EnumMap<>(SourceTopic.class);
        for (SourceTopic topic : SourceTopic.values()) {
            if (topic != SourceTopic.RULES) {
                long memory = topic == SourceTopic.METRICS ? 0 : SignalTask.MEMORY.toMillis();
                starts.put(topic, starts(partitions(topic), Math.max(0, millis - memory)));
            }
        }
        return new LogSpan(starts);
    }

    private List<TopicPartition> partitions(SourceTopic topic) {
        return IntStream.range(0, partitions())
                .mapToObj(partition -> new TopicPartition(names.name(topic), partition))
                .toList();
    }

    private List<LogSpan.Start> starts(List<TopicPartition> partitions, long millis) {
        Map<TopicPartition, Long> wanted = new HashMap<>();
        partitions.forEach(partition -> wanted.put(partition, millis));
        // Not needed for the answers; without it the client warns about each of them.
        consumer.assign(partitions);
        Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(wanted, TIMEOUT);
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions, TIMEOUT);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, TIMEOUT);
        List<LogSpan.Start> starts = new ArrayList<>();
        for (TopicPartition partition : partitions) {
            OffsetAndTimestamp at = found.get(partition);
            long beginning = offset(beginnings, partition);
            long offset = at == null ? offset(ends, partition) : at.offset();
            OptionalLong tick = TickBefore.offset(consumer, partition, beginning, offset);
            starts.add(new LogSpan.Start(tick.orElse(beginning), beginning));
        }
        return starts;
    }

    private static long offset(Map<TopicPartition, Long> offsets, TopicPartition partition) {
        return Objects.requireNonNull(offsets.get(partition), partition::toString);
    }

    /**
     * Reads every partition until it has shown a tick for {@code lastInstant}, or to its end.
     *
     * @param afterEach called between batches, to evaluate what has been passed
     * @return how many records have been read
     */
    long read(LogSpan span, long lastInstant, Sink sink, Runnable afterEach) {
        Map<TopicPartition, Course> courses = seek(span);
        ReadAhead ahead = new ReadAhead(courses, lastInstant, LEAD_MILLIS);
        long count = 0;
        while (!ahead.isOver()) {
            consumer.resume(ahead.wanted());
            consumer.pause(ahead.unwanted());
            for (ConsumerRecord<byte[], byte[]> polled : consumer.poll(POLL)) {
                TopicPartition partition = new TopicPartition(polled.topic(), polled.partition());
                if (ahead.takes(partition, polled)) {
                    sink.accept(polled.partition(), names.topic(polled.topic()), source(polled));
                    count++;
                }
            }
            courses.keySet().forEach(partition -> ahead.reached(partition, consumer.position(partition, TIMEOUT)));
            afterEach.run();
        }
        return count;
    }

    private Map<TopicPartition, Course> seek(LogSpan span) {
        Map<TopicPartition, Course> courses = new HashMap<>();
        Map<TopicPartition, Long> from = new HashMap<>();
        span.starts().forEach((topic, starts) -> {
            for (int partition = 0; partition < starts.size(); partition++) {
                from.put(
                        new TopicPartition(names.name(topic), partition),
                        starts.get(partition).offset());
            }
        });
        consumer.assign(from.keySet());
        from.forEach(consumer::seek);
        consumer.endOffsets(from.keySet(), TIMEOUT)
                .forEach((partition, end) -> courses.put(partition, new Course(end)));
        return courses;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
