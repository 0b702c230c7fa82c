package io.tocsin.collector;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tocsin.collector.events.EventLog;
import io.tocsin.collector.publish.Frames;
import io.tocsin.collector.publish.RecordingPublisher;
import io.tocsin.schemas.config.KafkaConfig;
import io.tocsin.schemas.config.Problems;
import io.tocsin.schemas.config.YamlNode;
import io.tocsin.schemas.topics.Topic;
import io.tocsin.schemas.topics.Topics;
import io.tocsin.schemas.wire.WireFormat;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.specific.SpecificRecord;

/** A collector over HTTP whose log is in memory, topic by topic, and whose clock stands still until it is moved. */
final class EventServer implements AutoCloseable {

    static final long NOW = Instant.parse("2026-03-01T12:00:00Z").toEpochMilli();

    /** A record as a reader of the log sees it. */
    record Read(String key, long timestampMillis, SpecificRecord value) {}

    final AtomicLong now = new AtomicLong(NOW);
    final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    final Topics topics = new Topics(KafkaConfig.local("127.0.0.1:1"), WireFormat.singleObject());
    private final Map<String, RecordingPublisher> logs = new ConcurrentHashMap<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final CollectorService service;

    EventServer(String limits) {
        this(limits, "{publish_timeout: 200ms, linger: 1ms}");
    }

    EventServer(String limits, String buffer) {
        Problems problems = new Problems();
        String yaml = "{port: 0, host_metrics: {enabled: false}, limits: " + limits + ", buffer: " + buffer + "}";
        CollectorConfig config = CollectorConfig.read(YamlNode.parse("test.yml", yaml, problems), problems);
        problems.throwIfAny();
        EventLog events = new EventLog(topics, this::log);
        service = CollectorService.start(
                config,
                Frames.CODEC::encode,
                new RecordingPublisher(),
                Optional.of(events),
                () -> Instant.ofEpochMilli(now.get()),
                registry);
    }

    RecordingPublisher log(String topic) {
        return logs.computeIfAbsent(topic, name -> new RecordingPublisher());
    }

    void mood(RecordingPublisher.Mood mood) {
        topics.sources().forEach(topic -> log(topic.name()).mood = mood);
    }

    void release() {
        logs.values().forEach(RecordingPublisher::release);
    }

    /** Everything on the log, in the order of the topics. */
    List<Read> records() {
        List<Read> records = new ArrayList<>();
        records.addAll(records(topics.migrations()));
        records.addAll(records(topics.reserves()));
        records.addAll(records(topics.activity()));
        return records;
    }

    <V extends SpecificRecord> List<Read> records(Topic<String, V> topic) {
        return log(topic.name()).records.stream()
                .map(record -> new Read(
                        new String(record.key(), StandardCharsets.UTF_8),
                        record.timestampMillis(),
                        topic.valueSerde().deserializer().deserialize(topic.name(), record.value())))
                .toList();
    }

    void clear() {
        logs.values().forEach(log -> log.records.clear());
    }

    URI uri(String path) {
        return URI.create("http://" + service.status().address() + path);
    }

    /** @param headers names and values in turn */
    HttpResponse<String> post(String path, byte[] body, String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri(path)).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> post(String path, String json) throws Exception {
        return post(path, json.getBytes(StandardCharsets.UTF_8), "Content-Type", "application/json");
    }

    HttpResponse<String> get(String path) throws Exception {
        return http.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** The sum of a counter over all that have these tags. */
    double count(String counter, String... tags) {
        return registry.find(counter).tags(tags).counters().stream()
                .mapToDouble(c -> c.count())
                .sum();
    }

    @Override
    public void close() {
        service.close();
    }
}
