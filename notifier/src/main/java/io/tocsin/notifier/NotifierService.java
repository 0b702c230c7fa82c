package io.tocsin.notifier;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tocsin.notifier.channel.NotificationChannel;
import io.tocsin.notifier.channel.Surroundings;
import io.tocsin.notifier.http.NotifierHttp;
import io.tocsin.notifier.send.KafkaNotificationLog;
import io.tocsin.notifier.send.KafkaOutcomeLog;
import io.tocsin.notifier.send.Sender;
import io.tocsin.notifier.topology.LogEnd;
import io.tocsin.notifier.topology.NotifierTopology;
import io.tocsin.notifier.topology.StreamsSettings;
import io.tocsin.schemas.config.KafkaConfig;
import io.tocsin.schemas.topics.Topics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The notifier: decides, exactly once, whom to tell what about the alerts of the log, and tells them. */
public final class NotifierService implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(NotifierService.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    /** What fails so often does not fail because of the network. */
    private static final int MAX_THREAD_FAILURES = 20;

    private final Admin admin;
    private final LogEnd logEnd;
    private final KafkaStreams streams;
    private final Sender sender;
    private final NotifierMetrics metrics;
    private final NotifierHttp http;
    private final AtomicInteger failures = new AtomicInteger();

    private NotifierService(
            NotifierConfig config,
            KafkaConfig kafka,
            Topics topics,
            Consumer<String> terminal,
            LongUnaryOperator timeline) {
        InstantSource clock = InstantSource.system();
        metrics = new NotifierMetrics();
        admin = Admin.create(kafka.clientProperties());
        logEnd = new LogEnd(admin, kafka, topics.alerts().name());
        streams = streams(config, kafka, topics, timeline);
        sender = Sender.start(
                ports(config.service(), kafka, topics, clock), channels(config, terminal, clock), config.delivery());
        metrics.gauge("tocsin.notifier.open", "Notifications without an outcome", sender::open);
        metrics.gauge("tocsin.notifier.ready", "1 if the notifier does its work", () -> status().ready() ? 1 : 0);
        http = listen(config.service());
    }

    private NotifierHttp listen(ServiceConfig service) {
        try {
            return NotifierHttp.start(service.listenAddress(), service.port(), new NotifierAnswers(this, metrics));
        } catch (IllegalStateException e) {
            closeWorkers();
            throw e;
        }
    }

    /**
     * Starts in the background; {@link #status} says when it is ready.
     *
     * @param topics exist already
     * @param terminal shows notifications, one at a time
     * @throws IllegalStateException if the HTTP port is taken
     */
    public static NotifierService start(
            NotifierConfig config, KafkaConfig kafka, Topics topics, Consumer<String> terminal) {
        return start(config, kafka, topics, terminal, LongUnaryOperator.identity());
    }

    /**
     * As above, deciding at other times than the clock on the wall shows.
     *
     * @param timeline that clock to the time of decisions, both in milliseconds; never runs backwards
     */
    public static NotifierService start(
            NotifierConfig config,
            KafkaConfig kafka,
            Topics topics,
            Consumer<String> terminal,
            LongUnaryOperator timeline) {
        NotifierService service = new NotifierService(config, kafka, topics, terminal, timeline);
        service.streams.start();
        return service;
    }

    private KafkaStreams streams(NotifierConfig config, KafkaConfig kafka, Topics topics, LongUnaryOperator timeline) {
        ServiceConfig service = config.service();
        Properties settings = new StreamsSettings(
                        service.stateDirectory(), service.instanceId(), service.sessionTimeout(), service.standbys())
                .properties(kafka, topics, metrics);
        NotifierTopology topology = new NotifierTopology(
                topics.alerts(), topics.notifications(), config.grouping(), logEnd, metrics, timeline);
        KafkaStreams created = new KafkaStreams(topology.build(settings), settings);
        created.setUncaughtExceptionHandler(this::afterFailure);
        return created;
    }

    private StreamThreadExceptionResponse afterFailure(Throwable failure) {
        boolean again = failures.incrementAndGet() < MAX_THREAD_FAILURES;
        LOG.error("the notifier's topology failed{}", again ? ", starting it again" : " too often and stops", failure);
        return again ? StreamThreadExceptionResponse.REPLACE_THREAD : StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    private Sender.Ports ports(ServiceConfig service, KafkaConfig kafka, Topics topics, InstantSource clock) {
        KafkaOutcomeLog outcomes = new KafkaOutcomeLog(kafka, topics.notifications(), clock);
        KafkaNotificationLog log = new KafkaNotificationLog(
                kafka,
                topics.notifications(),
                admin,
                service.instanceId(),
                service.sessionTimeout(),
                new UnreadableEntries(kafka, topics, metrics));
        return new Sender.Ports(log, outcomes, metrics, clock);
    }

    private static Map<Sender.Address, NotificationChannel> channels(
            NotifierConfig config, Consumer<String> terminal, InstantSource clock) {
        return new Channels(new Surroundings(config.links(), terminal, clock))
                .of(config.receivers().values());
    }

    public NotifierStatus status() {
        KafkaStreams.State state = streams.state();
        boolean failed = state == KafkaStreams.State.ERROR || state == KafkaStreams.State.PENDING_ERROR;
        boolean ready = state == KafkaStreams.State.RUNNING && logEnd.isReached() && sender.isPresent();
        return new NotifierStatus(
                state.name(),
                failed,
                ready,
                sender.open(),
                metrics.attempts("delivered"),
                metrics.attempts("rejected") + metrics.attempts("refused"));
    }

    /** What it counts, as {@code /metrics} shows it. */
    public PrometheusMeterRegistry registry() {
        return metrics.registry();
    }

    Sender sender() {
        return sender;
    }

    /** The port the HTTP server listens on. */
    public int port() {
        return http.port();
    }

    /** Within seconds. What is decided and not sent is sent after the next start. */
    @Override
    public void close() {
        http.close();
        closeWorkers();
    }

    private void closeWorkers() {
        streams.close(CLOSE_TIMEOUT);
        sender.close();
        logEnd.close();
        admin.close(Duration.ofSeconds(1));
    }
}
