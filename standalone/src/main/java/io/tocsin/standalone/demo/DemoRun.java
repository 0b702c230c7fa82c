package io.tocsin.standalone.demo;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tocsin.notifier.NotifierConfig;
import io.tocsin.notifier.NotifierService;
import io.tocsin.schemas.avro.AlertState;
import io.tocsin.schemas.avro.AlertTransition;
import io.tocsin.schemas.config.KafkaConfig;
import io.tocsin.schemas.config.Problems;
import io.tocsin.schemas.config.YamlNode;
import io.tocsin.schemas.topics.TopicSetup;
import io.tocsin.schemas.topics.Topics;
import io.tocsin.schemas.wire.WireFormat;
import io.tocsin.standalone.cli.Failure;
import io.tocsin.standalone.kafka.EmbeddedKafka;
import io.tocsin.standalone.people.People;
import io.tocsin.streamprocessor.StreamProcessorConfig;
import io.tocsin.streamprocessor.StreamProcessorService;
import io.tocsin.streamprocessor.StreamProcessorService.Installation;
import io.tocsin.streamprocessor.control.RuleControl;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The services over a log of their own, and the world that writes it. */
final class DemoRun implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DemoRun.class);
    private static final Duration STARTING = Duration.ofSeconds(60);
    private static final Duration ENDING = Duration.ofSeconds(30);
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Pace pace;
    private final World world;
    private final Story story;
    private final EventClock clock;
    private final long start;
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final DemoLog log;
    private final StreamProcessorService processor;

    /** While the services start, an hour before the story begins, time goes on in steps and nothing happens. */
    private static final Duration BEFORE = Duration.ofHours(1);

    /** Starts everything on a directory that is not used again. */
    DemoRun(Path directory, Pace pace, World world, Story story, long startMillis) {
        this.pace = pace;
        this.world = world;
        this.story = story;
        this.start = startMillis;
        this.clock = new EventClock(startMillis - BEFORE.toMillis());
        try {
            KafkaConfig kafka = kafka(directory);
            Topics topics = new Topics(kafka, WireFormat.of(kafka));
            try (Admin admin = Admin.create(kafka.clientProperties())) {
                TopicSetup.ensure(admin, topics);
            }
            this.log = add(new DemoLog(kafka, topics));
            this.processor = add(processor(directory, kafka, topics));
            People people = add(
                    new People((channel, text) -> story.tell(clock.millis(), Story.Voice.TOLD, channel + ": " + text)));
            NotifierService notifier = add(notifier(directory, kafka, topics, people));
            add(new AlertWatch(kafka, topics.alerts(), this::noticed));
            ready(notifier);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private <T extends AutoCloseable> T add(T part) {
        parts.push(part);
        return part;
    }

    private KafkaConfig kafka(Path directory) {
        String servers = add(EmbeddedKafka.start(directory.resolve("kafka"))).bootstrapServers();
        KafkaConfig local = KafkaConfig.local(servers);
        // One partition: the log ticks as often as the pace asks for, times the number of partitions.
        return new KafkaConfig(
                servers, local.topicPrefix(), 1, local.replicationFactor(), local.properties(), local.registry());
    }

    private StreamProcessorService processor(Path directory, KafkaConfig kafka, Topics topics) {
        Problems problems = new Problems();
        StreamProcessorConfig config = StreamProcessorConfig.read(YamlNode.parse("demo", "", problems), problems)
                .withPort(0)
                .withStateDirectory(directory.resolve("stream-processor"));
        problems.throwIfAny();
        Installation installation = new Installation(new RuleControl.Defaults(Duration.ofSeconds(15)), topics, kafka);
        return StreamProcessorService.startWithoutTicks(
                config, installation, clock, new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
    }

    private NotifierService notifier(Path directory, KafkaConfig kafka, Topics topics, People people) {
        Problems problems = new Problems();
        NotifierConfig config = NotifierConfig.read(YamlNode.parse("demo", Routing.to(people), problems), problems);
        problems.throwIfAny();
        NotifierConfig here =
                config.withService(config.service().withPort(0).withStateDirectory(directory.resolve("notifier")));
        return NotifierService.start(here, kafka, topics, text -> {}, clock.timeline());
    }

    /** A first tick lets the tasks begin; the rules follow it, and the world follows the rules. */
    private void ready(NotifierService notifier) {
        await(
                "the services did not start",
                STARTING,
                () -> processor.status().partitions() == 1
                        && processor.status().state().equals("RUNNING"));
        processor.rules().apply("default", "demo/rules.yml", rules(), Optional.empty());
        log.tick(clock.millis());
        await("the rules did not arrive", STARTING, () -> {
            tickOn();
            return processor.status().rules() > 0 && notifier.status().ready();
        });
    }

    private void tickOn() {
        clock.moveTo(Math.min(clock.millis() + 1_000, start - 1_000));
        log.tick(clock.millis());
    }

    private static String rules() {
        try (InputStream in = Objects.requireNonNull(DemoRun.class.getResourceAsStream("/demo/rules.yml"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("demo/rules.yml is part of the program", e);
        }
    }

    private static void await(String otherwise, Duration longest, BooleanSupplier condition) {
        long end = System.nanoTime() + longest.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new Failure(otherwise + " within " + longest.toSeconds() + " s");
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    private void noticed(AlertTransition transition) {
        if (transition.getState() == AlertState.FIRING || transition.getState() == AlertState.RESOLVED) {
            boolean firing = transition.getState() == AlertState.FIRING;
            String text = transition.getRule()
                    + (firing ? " is firing: " : " is over; it was: ")
                    + transition.getAnnotations().getOrDefault("summary", "");
            String more = transition.getAnnotations().getOrDefault("description", "");
            story.tell(transition.getAt(), Story.Voice.TOCSIN, firing && !more.isEmpty() ? text + ". " + more : text);
        }
    }

    /**
     * Lets the world go on for a while, at the pace.
     *
     * @param length of event time
     * @param stopped asked between steps
     */
    void play(Duration length, BooleanSupplier stopped) {
        Deque<Scene> script = new ArrayDeque<>(Scene.script());
        long began = System.nanoTime();
        long step = pace.step().toMillis();
        for (long passed = step; passed <= length.toMillis() && !stopped.getAsBoolean(); passed += step) {
            long due = began + pace.wallNanos(passed);
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            long now = start + passed;
            while (!script.isEmpty() && script.element().at().toMillis() < passed) {
                Scene scene = script.remove();
                story.tell(start + scene.at().toMillis(), Story.Voice.WORLD, scene.text());
            }
            world.until(now).forEach(log::write);
            log.tick(now);
            clock.moveTo(now);
        }
        await(
                "the rules have not caught up",
                ENDING,
                () -> stopped.getAsBoolean()
                        || processor.status().watermarkLag().toMillis() <= step);
    }

    /** How many rules there are. */
    int rulesActive() {
        return processor.status().rules();
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            AutoCloseable part = parts.pop();
            try {
                part.close();
            } catch (Exception e) {
                LOG.warn("{} did not end cleanly", part.getClass().getSimpleName(), e);
            }
        }
    }
}
