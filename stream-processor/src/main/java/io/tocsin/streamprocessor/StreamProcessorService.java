package io.tocsin.streamprocessor;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tocsin.promql.eval.EvalOptions;
import io.tocsin.schemas.config.KafkaConfig;
import io.tocsin.schemas.topics.Topics;
import io.tocsin.streamprocessor.commandlog.CommandHistory;
import io.tocsin.streamprocessor.commandlog.CommandLogReader;
import io.tocsin.streamprocessor.control.KillSwitch;
import io.tocsin.streamprocessor.control.RuleControl;
import io.tocsin.streamprocessor.http.ProcessorServer;
import io.tocsin.streamprocessor.http.Runbooks;
import io.tocsin.streamprocessor.leaf.LeafSettings;
import io.tocsin.streamprocessor.leaf.LeafTask;
import io.tocsin.streamprocessor.query.Peers;
import io.tocsin.streamprocessor.query.QueryService;
import io.tocsin.streamprocessor.root.NamespaceView;
import io.tocsin.streamprocessor.root.RootTask;
import io.tocsin.streamprocessor.ticks.Ticker;
import io.tocsin.streamprocessor.topology.CursorRestoreStart;
import io.tocsin.streamprocessor.topology.LocalTasks;
import io.tocsin.streamprocessor.topology.PipelineMetrics;
import io.tocsin.streamprocessor.topology.PipelineTopology;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running stream-processor: the topology, its ticker, its API. */
public final class StreamProcessorService implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StreamProcessorService.class);
    private static final Duration FRESH = Duration.ofSeconds(10);
    private static final int KEPT_COMMANDS = 10_000;
    private static final Duration CLOSE = Duration.ofSeconds(6);

    private final InstantSource clock;
    private final LocalTasks tasks = new LocalTasks();
    private final Peers peers;
    private final RuleControl rules;
    private final CommandLogReader commands;
    private final ProcessorServer server;
    private final KafkaStreams streams;
    private final Producer<byte[], byte[]> tickProducer;
    private final Ticker ticker;
    private volatile @Nullable KafkaStreams started;

    /**
     * What is common to all rules of the installation, from the top level of the configuration.
     *
     * @param runbooks the directory that is served; empty: none
     */
    public record Installation(RuleControl.Defaults rules, Topics topics, KafkaConfig kafka, Optional<Path> runbooks) {

        /** Without runbooks. */
        public Installation(RuleControl.Defaults rules, Topics topics, KafkaConfig kafka) {
            this(rules, topics, kafka, Optional.empty());
        }
    }

    private StreamProcessorService(
            StreamProcessorConfig config,
            Installation installation,
            InstantSource clock,
            PrometheusMeterRegistry registry) {
        this.clock = clock;
        KafkaConfig kafka = installation.kafka();
        Topics topics = installation.topics();
        EvalOptions options = EvalOptions.defaults();
        this.rules = new RuleControl(
                new RuleControl.Target(kafka, topics, config.deployment().instance()),
                tasks,
                installation.rules(),
                clock);
        String host = config.http().advertisedHost();
        this.peers = new Peers(() -> Objects.requireNonNull(started), () -> new HostInfo(host, port()));
        QueryService queries = new QueryService(topics, tasks, peers, options);
        CommandHistory history = new CommandHistory(topics.commands().partitions(), KEPT_COMMANDS, clock);
        this.commands = new CommandLogReader(kafka, topics.commands(), history);
        this.server = ProcessorServer.start(
                config.http().listenAddress(),
                config.http().port(),
                new ProcessorServer.Sources(
                        queries,
                        tasks,
                        peers,
                        rules,
                        new Runbooks(installation.runbooks()),
                        new ProcessorServer.Commands(history, new KillSwitch(rules, clock)),
                        this::status,
                        registry));
        this.streams = streams(config, installation, options, registry);
        this.tickProducer = tickProducer(kafka);
        this.ticker = new Ticker(config.ticks(), new Ticker.Target(topics, tasks, tickProducer), clock, registry);
        gauges(registry);
    }

    private KafkaStreams streams(
            StreamProcessorConfig config,
            Installation installation,
            EvalOptions options,
            PrometheusMeterRegistry registry) {
        Map<String, Object> properties = StreamsSettings.of(installation.kafka(), config, server.port());
        StreamsConfig streamsConfig = new StreamsConfig(properties);
        LeafSettings leaf = new LeafSettings(config.bounds(), config.retention(), options);
        CursorRestoreStart restoreStart = new CursorRestoreStart(
                installation.kafka().clientProperties(),
                CursorRestoreStart.changelog(PipelineTopology.applicationId(installation.kafka())));
        PipelineTopology topology = new PipelineTopology(
                installation.topics(),
                new PipelineTopology.Settings(leaf, config.limits()),
                tasks,
                new PipelineMetrics(registry),
                restoreStart);
        KafkaStreams client = new KafkaStreams(topology.build(new TopologyConfig(streamsConfig)), streamsConfig);
        client.setUncaughtExceptionHandler(failure -> {
            LOG.error("A stream thread failed; starting another one. This is a bug, or Kafka is in trouble", failure);
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
        new KafkaStreamsMetrics(client).bindTo(registry);
        return client;
    }

    private static Producer<byte[], byte[]> tickProducer(KafkaConfig kafka) {
        Map<String, Object> properties = kafka.clientProperties();
        // A tick that waits is a watermark that waits; one that is too old is of no use.
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 1_000);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 2_000);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 5_000);
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /**
     * Starts everything; returns before the stores are restored, see {@link #status}.
     *
     * @throws io.tocsin.streamprocessor.http.PortTakenException if the port is taken
     */
    public static StreamProcessorService start(
            StreamProcessorConfig config,
            Installation installation,
            InstantSource clock,
            PrometheusMeterRegistry registry) {
        StreamProcessorService service = startWithoutTicks(config, installation, clock, registry);
        service.ticker.start();
        return service;
    }

    /**
     * As {@link #start}, for a log whose time somebody else moves: who writes the events, say, and knows when all of a
     * time are there.
     *
     * @param clock shows that time
     */
    public static StreamProcessorService startWithoutTicks(
            StreamProcessorConfig config,
            Installation installation,
            InstantSource clock,
            PrometheusMeterRegistry registry) {
        StreamProcessorService service = new StreamProcessorService(config, installation, clock, registry);
        service.started = service.streams;
        service.streams.start();
        service.commands.start();
        return service;
    }

    private void gauges(PrometheusMeterRegistry registry) {
        new UptimeMetrics().bindTo(registry);
        Gauge.builder(
                        "tocsin.watermark.lag.seconds",
                        () -> status().watermarkLag().toMillis() / 1000.0)
                .register(registry);
        Gauge.builder("tocsin.series", () -> status().series()).register(registry);
        Gauge.builder("tocsin.rules", () -> status().rules()).register(registry);
        Gauge.builder("tocsin.active.alerts", () -> status().activeAlerts()).register(registry);
    }

    public RuleControl rules() {
        return rules;
    }

    public int port() {
        return server.port();
    }

    public StreamProcessorStatus status() {
        KafkaStreams client = started;
        String state = client == null ? "CREATED" : client.state().name();
        long series = 0;
        long done = Long.MAX_VALUE;
        for (LeafTask leaf : tasks.leaves().values()) {
            series += leaf.samples().series();
            done = Math.min(done, leaf.progress().done());
        }
        Duration lag = done == Long.MAX_VALUE || done == Long.MIN_VALUE
                ? Duration.ZERO
                : Duration.ofMillis(clock.millis() - done);
        int ruleCount = 0;
        int alerts = 0;
        for (RootTask root : tasks.roots()) {
            for (NamespaceView namespace : root.view()) {
                for (NamespaceView.GroupView group : namespace.groups()) {
                    ruleCount += group.rules().size();
                    alerts += group.rules().stream()
                            .mapToInt(rule -> rule.alerts().size())
                            .sum();
                }
            }
        }
        int partitions = tasks.leaves().size();
        return new StreamProcessorStatus(
                state, partitions, series, ruleCount, alerts, lag, reason(state, partitions, done, lag));
    }

    private static String reason(String state, int partitions, long done, Duration lag) {
        if (!state.equals("RUNNING")) {
            return "Kafka Streams is " + state;
        }
        if (partitions > 0 && done == Long.MIN_VALUE) {
            return "no instant has been passed yet";
        }
        return lag.compareTo(FRESH) > 0 ? "the watermark is " + lag.toSeconds() + " s behind" : "";
    }

    /** Ends within ten seconds; what was evaluated is committed. */
    @Override
    public void close() {
        ticker.close();
        commands.close();
        server.close();
        streams.close(CLOSE);
        tickProducer.close(Duration.ofSeconds(1));
        rules.close();
        peers.close();
    }
}
