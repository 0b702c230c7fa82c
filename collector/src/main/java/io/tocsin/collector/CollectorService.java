package io.tocsin.collector;

import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tocsin.collector.events.EventLog;
import io.tocsin.collector.events.EventRoutes;
import io.tocsin.collector.events.OwnEvents;
import io.tocsin.collector.feed.Feed;
import io.tocsin.collector.feed.FeedSchedule;
import io.tocsin.collector.feed.Target;
import io.tocsin.collector.host.HostMetrics;
import io.tocsin.collector.http.CollectorServer;
import io.tocsin.collector.http.HealthRoutes;
import io.tocsin.collector.http.MetricsRoute;
import io.tocsin.collector.intake.Intake;
import io.tocsin.collector.intake.Transport;
import io.tocsin.collector.otlp.OtlpHandler;
import io.tocsin.collector.probe.Prober;
import io.tocsin.collector.publish.FramePublisher;
import io.tocsin.collector.publish.KafkaFramePublisher;
import io.tocsin.collector.remotewrite.RemoteWriteHandler;
import io.tocsin.collector.reserves.ReserveVerifiers;
import io.tocsin.collector.scrape.Scraper;
import io.tocsin.collector.scrape.TargetsRoute;
import io.tocsin.collector.self.SelfMetrics;
import io.tocsin.schemas.config.KafkaConfig;
import io.tocsin.schemas.frame.MetricFrame;
import io.tocsin.schemas.topics.Topic;
import io.tocsin.schemas.topics.Topics;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running collector: every way in over one core, the HTTP server, and the feeds of our own. */
public final class CollectorService implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CollectorService.class);
    private static final String HOST_JOB = "node";

    private final CollectorConfig config;
    private final FramePublisher publisher;
    private final Intake intake;
    private final InstantSource clock;
    private final Optional<HostMetrics> host;
    private final FeedSchedule feeds;
    private final Scraper scraper;
    private final Prober prober;
    private final Optional<ReserveVerifiers> verifiers;
    private final CollectorServer server;

    private CollectorService(
            CollectorConfig config,
            Function<MetricFrame, byte[]> encoder,
            FramePublisher publisher,
            Optional<EventLog> events,
            InstantSource clock,
            PrometheusMeterRegistry registry) {
        this.config = config;
        this.publisher = publisher;
        this.clock = clock;
        new UptimeMetrics().bindTo(registry);
        this.intake = new Intake(config.intake(), encoder, publisher, clock, registry);
        this.host = config.host().enabled() ? Optional.of(HostMetrics.ofThisMachine(clock)) : Optional.empty();
        this.feeds = new FeedSchedule(clock);
        this.scraper = Scraper.start(config.scrape(), intake, clock, registry);
        this.prober = Prober.start(config.probes(), intake, clock);
        this.verifiers = events.map(log -> new OwnEvents(log, intake, config.events(), clock, registry))
                .map(own -> ReserveVerifiers.start(config.verifiers(), own, clock, registry));
        this.server = listen(events, registry);
    }

    private CollectorServer listen(Optional<EventLog> events, PrometheusMeterRegistry registry) {
        RemoteWriteHandler remoteWrite = new RemoteWriteHandler(intake, config.requests(), registry);
        OtlpHandler otlp = new OtlpHandler(intake, config.otlpRequests(), config.otlp(), clock, registry);
        try {
            return CollectorServer.start(config.listenAddress(), config.port(), routes -> {
                routes.post(RemoteWriteHandler.PATH, remoteWrite);
                routes.post(OtlpHandler.PATH, otlp);
                routes.post(OtlpHandler.PROMETHEUS_PATH, otlp);
                new TargetsRoute(scraper, prober::targets).register(routes);
                events.ifPresent(
                        log -> new EventRoutes(log, intake, config.events(), clock, registry).register(routes));
                new HealthRoutes(publisher::reachable).register(routes);
                new MetricsRoute(registry).register(routes);
            });
        } catch (RuntimeException e) {
            closeSources();
            throw e;
        }
    }

    /** What asks others, or this machine. */
    private void closeSources() {
        feeds.close();
        scraper.close();
        prober.close();
        verifiers.ifPresent(ReserveVerifiers::close);
        host.ifPresent(HostMetrics::close);
    }

    /**
     * Starts everything; Kafka may come later, until then senders are asked to come again.
     *
     * @param topics of the log, of which the source topics have to exist
     * @param registry counts what the collector does; shown at {@code /metrics}
     * @throws io.tocsin.collector.http.PortTakenException if the port is taken
     */
    public static CollectorService start(
            CollectorConfig config,
            KafkaConfig kafka,
            Topics topics,
            InstantSource clock,
            PrometheusMeterRegistry registry) {
        Topic<?, MetricFrame> metrics = topics.metrics();
        KafkaFramePublisher publisher = KafkaFramePublisher.open(kafka, config.publisher(), metrics.name());
        return start(
                config,
                frame -> metrics.valueSerde().serializer().serialize(metrics.name(), frame),
                publisher,
                Optional.of(new EventLog(topics, publisher::to)),
                clock,
                registry);
    }

    /** Samples only, over any publisher, which is closed with the service, also when the start fails. */
    static CollectorService start(
            CollectorConfig config,
            Function<MetricFrame, byte[]> encoder,
            FramePublisher publisher,
            InstantSource clock,
            PrometheusMeterRegistry registry) {
        return start(config, encoder, publisher, Optional.empty(), clock, registry);
    }

    /** Over any publisher, which is closed with the service, also when the start fails. */
    static CollectorService start(
            CollectorConfig config,
            Function<MetricFrame, byte[]> encoder,
            FramePublisher publisher,
            Optional<EventLog> events,
            InstantSource clock,
            PrometheusMeterRegistry registry) {
        try {
            CollectorService service = new CollectorService(config, encoder, publisher, events, clock, registry);
            service.host.ifPresent(service::watchHost);
            LOG.info("The collector listens on {}", service.status().address());
            return service;
        } catch (RuntimeException e) {
            publisher.close();
            throw e;
        }
    }

    private void watchHost(HostMetrics machine) {
        Target target = new Target(HOST_JOB, config.host().instance());
        feeds.every(config.host().interval(), new Feed(Transport.HOST_METRICS, target, machine, intake, clock));
    }

    /** Publishes a service's own meters from now on, unless the configuration says not to. */
    public void watch(SelfMetrics self) {
        if (config.selfInterval().isPositive()) {
            feeds.every(config.selfInterval(), new Feed(Transport.SELF_METRICS, self.target(), self, intake, clock));
        }
    }

    public CollectorStatus status() {
        return new CollectorStatus(
                authority(config.listenAddress(), server.port()),
                server.port(),
                intake.accepted(),
                config.host().enabled());
    }

    private static String authority(String address, int port) {
        return (address.contains(":") ? "[" + address + "]" : address) + ":" + port;
    }

    /** Whether what is sent now would be stored; asks Kafka, for two seconds at most. */
    public boolean ready() {
        return publisher.reachable();
    }

    /** Takes nothing new, answers what is under way, hands the rest to Kafka: within ten seconds. */
    @Override
    public void close() {
        closeSources();
        server.close();
        publisher.close();
    }
}
