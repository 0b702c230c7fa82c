package io.tocsin.standalone.pipeline;

import io.tocsin.schemas.topics.Topic;
import io.tocsin.schemas.topics.Topics;
import io.tocsin.streamprocessor.determinism.GeneratedLog;
import io.tocsin.streamprocessor.determinism.Reading;
import io.tocsin.streamprocessor.intake.SourceRecord;
import io.tocsin.streamprocessor.time.SourceTopic;
import io.tocsin.streamprocessor.topology.SourceNames;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes a generated log, ticks and all, into the real topics, a part at a time. */
final class GeneratedLogOnKafka {

    private final GeneratedLog log;
    private final SourceNames names;
    private final LogClient client;

    GeneratedLogOnKafka(GeneratedLog log, Topics topics, LogClient client) {
        this.log = log;
        this.names = new SourceNames(topics);
        this.client = client;
    }

    /** Writes the part from {@code from} to {@code to} of {@code of} equal ones of each partition. */
    void write(int from, int to, int of) {
        for (SourceTopic topic : SourceTopic.values()) {
            for (int partition = 0; partition < log.partitions(); partition++) {
                List<SourceRecord> records = log.of(partition, topic);
                int first = records.size() * from / of;
                int last = records.size() * to / of;
                for (SourceRecord record : records.subList(first, last)) {
                    client.send(new ProducerRecord<>(names.name(topic), partition, record.key(), record.value()));
                }
            }
        }
        client.flush();
    }

    /** Writes all of it, each record of samples with its own time, as collectors do; the others have the clock's. */
    void writeAtTheirTimes() {
        for (SourceTopic topic : SourceTopic.values()) {
            for (int partition = 0; partition < log.partitions(); partition++) {
                for (SourceRecord record : log.of(partition, topic)) {
                    OptionalLong time = topic == SourceTopic.METRICS ? Reading.time(record) : OptionalLong.empty();
                    Long timestamp = time.isPresent() ? time.getAsLong() : null;
                    client.send(new ProducerRecord<>(
                            names.name(topic), partition, timestamp, record.key(), record.value()));
                }
            }
        }
        client.flush();
    }

    /** The committed records of a topic as bytes in hexadecimal, by key, each in the order of the log. */
    static Map<String, List<String>> byKey(LogClient client, Topic<String, ?> topic) {
        Map<String, List<String>> byKey = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> record : client.records(topic)) {
            String key = topic.keySerde().deserializer().deserialize(topic.name(), record.key());
            byKey.computeIfAbsent(key, k -> new ArrayList<>())
                    .add(HexFormat.of().formatHex(record.value()));
        }
        return byKey;
    }

    /** The same of what the plain core gave. */
    static <V> Map<String, List<String>> byKey(List<V> values, List<String> bytes, Function<V, String> key) {
        Map<String, List<String>> byKey = new TreeMap<>();
        for (int i = 0; i < values.size(); i++) {
            byKey.computeIfAbsent(key.apply(values.get(i)), k -> new ArrayList<>())
                    .add(bytes.get(i));
        }
        return byKey;
    }
}
