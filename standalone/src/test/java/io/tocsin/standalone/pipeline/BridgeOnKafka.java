package io.tocsin.standalone.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tocsin.collector.CollectorConfig;
import io.tocsin.collector.CollectorService;
import io.tocsin.schemas.config.KafkaConfig;
import io.tocsin.schemas.config.Problems;
import io.tocsin.schemas.config.YamlNode;
import io.tocsin.schemas.ticks.Ticks;
import io.tocsin.schemas.topics.Topic;
import io.tocsin.schemas.topics.TopicSetup;
import io.tocsin.schemas.topics.Topics;
import io.tocsin.schemas.wire.WireFormat;
import io.tocsin.standalone.kafka.EmbeddedKafka;
import io.tocsin.standalone.quality.Reactor;
import io.tocsin.streamprocessor.StreamProcessorConfig;
import io.tocsin.streamprocessor.StreamProcessorService;
import io.tocsin.streamprocessor.rulefiles.RuleFiles;
import io.tocsin.streamprocessor.rulefiles.RuleSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The collector and the stream-processor on a broker, in event time: it stands still until {@link #passTo} moves it, for
 * the collector's limits of age, too.
 */
final class BridgeOnKafka implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int PARTITIONS = 2;

    private final Path directory;
    private final AtomicLong now;
    private final EmbeddedKafka broker;
    private final Topics topics;
    private final LogClient log;
    private final CollectorService collector;
    private final StreamProcessorService processor;
    private final HttpClient http = HttpClient.newHttpClient();

    /** @param startMillis the event time to begin with */
    BridgeOnKafka(Path directory, long startMillis) {
        this.directory = directory;
        this.now = new AtomicLong(startMillis);
        this.broker = EmbeddedKafka.start(directory.resolve("kafka"));
        KafkaConfig local = KafkaConfig.local(broker.bootstrapServers());
        KafkaConfig kafka = new KafkaConfig(
                local.bootstrapServers(),
                local.topicPrefix(),
                PARTITIONS,
                local.replicationFactor(),
                local.properties(),
                local.registry());
        this.topics = new Topics(kafka, WireFormat.of(kafka));
        try (Admin admin = Admin.create(kafka.clientProperties())) {
            TopicSetup.ensure(admin, topics);
        }
        this.log = new LogClient(kafka, topics);
        InstantSource clock = () -> Instant.ofEpochMilli(now.get());
        this.collector = CollectorService.start(collecting(), kafka, topics, clock, registry());
        this.processor = StreamProcessorService.startWithoutTicks(
                processing(),
                new StreamProcessorService.Installation(rules("").defaults(), topics, kafka),
                clock,
                registry());
        await().atMost(PATIENCE)
                .until(() -> processor.status().state().equals("RUNNING")
                        && processor.status().partitions() == PARTITIONS);
        tick();
    }

    private static PrometheusMeterRegistry registry() {
        return new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    }

    private static CollectorConfig collecting() {
        Problems problems = new Problems();
        String yaml = "{port: 0, host_metrics: {enabled: false}, self_metrics: {enabled: false}}";
        CollectorConfig config = CollectorConfig.read(YamlNode.parse("test.yml", yaml, problems), problems);
        problems.throwIfAny();
        return config;
    }

    private StreamProcessorConfig processing() {
        Problems problems = new Problems();
        StreamProcessorConfig config = StreamProcessorConfig.read(YamlNode.parse("test.yml", "", problems), problems);
        problems.throwIfAny();
        return config.withPort(0).withStateDirectory(directory.resolve("streams"));
    }

    /** Of a configuration that stands where the one that ships does. */
    private static RuleSettings rules(String configuration) {
        Problems problems = new Problems();
        RuleSettings rules = RuleSettings.read(
                YamlNode.parse("test.yml", configuration, problems), Reactor.ROOT.resolve("config"), problems);
        problems.throwIfAny();
        return rules;
    }

    /** Starts over with another configuration, as far as rules are concerned. */
    void configure(String configuration) {
        RuleFiles.of(processor.rules(), directory.resolve("rule-files.json"), "this log")
                .apply(rules(configuration).files());
    }

    /** Time goes on. What is posted until it does so again happened before. */
    void passTo(long millis) {
        now.set(millis);
    }

    /** The log is told the time: everything that happened until now is in it. Returns before it is. */
    void tick() {
        byte[] key = Ticks.keyBytes(now.get());
        for (Topic<?, ?> topic : topics.sources()) {
            for (int partition = 0; partition < topic.partitions(); partition++) {
                log.send(new ProducerRecord<>(topic.name(), partition, now.get(), key, null, List.of()));
            }
        }
    }

    /** Returns when it is in the log, behind the ticks before it. */
    void post(String path, String json) throws Exception {
        log.flush();
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://" + collector.status().address() + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isEqualTo(200);
    }

    /** Returns when every instant until now is evaluated where the series are. */
    void awaitEvaluation() {
        log.flush();
        await().atMost(PATIENCE).until(() -> processor.status().watermarkLag().isZero());
    }

    /** What the stream-processor's API answers. */
    String get(String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + processor.port() + path);
        return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** Everything committed to a topic. */
    <V> List<V> values(Topic<?, V> topic) {
        return log.values(topic);
    }

    Topics topics() {
        return topics;
    }

    @Override
    public void close() {
        http.close();
        collector.close();
        processor.close();
        log.close();
        broker.close();
    }
}
