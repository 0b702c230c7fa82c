package io.tocsin.standalone.demo;

import io.tocsin.client.commands.Command;
import io.tocsin.schemas.avro.AlertState;
import io.tocsin.schemas.avro.AlertTransition;
import io.tocsin.schemas.topics.Topic;
import io.tocsin.standalone.cli.Failure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The services over a log of their own, and the world that writes it and obeys. */
final class DemoRun implements AutoCloseable {
    private static final Duration STARTING = Duration.ofMinutes(3);

    /** Without any progress: a busy machine may take its time. */
    private static final Duration STANDING_STILL = Duration.ofMinutes(3);

    private static final Duration LEAD_STEP = Duration.ofMinutes(1);
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Pace pace;
    private final Story story;
    private final long start;
    private final long seed;
    private final EventClock clock;
    private final Bridge bridge = new Bridge();
    private final World world;
    private final Services services;
    private final DemoLog log;
    private final Obedience obedience;

    /** Starts everything on a directory that is not used again. */
    DemoRun(Path directory, Pace pace, long seed, Story story) {
        this.pace = pace;
        this.story = story;
        this.start = story.start();
        this.seed = seed;
        this.clock = new EventClock(start - History.BEFORE.toMillis());
        this.world = World.today(seed, start, bridge);
        this.services = new Services(
                directory,
                clock,
                (channel, text) -> story.tell(clock.millis(), Story.Voice.TOLD, channel + ": " + text));
        try {
            this.log = services.add(new DemoLog(services.kafkaConfig(), services.topics()));
            await("the services did not start", STARTING, services::evaluates);
            Topic<String, AlertTransition> alerts = services.topics().alerts();
            services.add(
                    new LogWatch(services.kafkaConfig(), List.of(alerts), polled -> noticed(alerts, polled), _ -> {}));
            this.obedience = services.add(
                    new Obedience(services.kafkaConfig(), services.topics(), services.port(), this::obeyed));
        } catch (RuntimeException e) {
            services.close();
            throw e;
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

    private void noticed(Topic<String, AlertTransition> topic, ConsumerRecord<byte[], byte[]> polled) {
        AlertTransition transition = topic.valueSerde().deserializer().deserialize(topic.name(), polled.value());
        boolean firing = transition.getState() == AlertState.FIRING;
        if (firing || transition.getState() == AlertState.RESOLVED) {
            String text = transition.getRule()
                    + (firing ? " is firing: " : " is over; it was: ")
                    + transition.getAnnotations().getOrDefault("summary", "");
            String more = transition.getAnnotations().getOrDefault("description", "");
            story.tell(transition.getAt(), Story.Voice.TOCSIN, firing && !more.isEmpty() ? text + ". " + more : text);
        }
    }

    private void obeyed(Command command) {
        long at = command.at().toEpochMilli();
        long from = bridge.take(command.name(), at);
        story.tell(
                at,
                Story.Voice.BRIDGE,
                command.name() + ", because of " + command.cause().rule() + ": from " + Story.clock(from - start)
                        + " on " + Bridge.deed(command.name()));
    }

    /**
     * Writes the week before, and the hour before the story, as fast as it goes.
     *
     * @param length of the story
     */
    void prepare(Duration length, BooleanSupplier stopped) {
        History history = new History(log, seed, start, length.compareTo(Scene.END) > 0 ? length : Scene.END);
        services.apply(ShippedRules.ofDays());
        history.begin();
        history.write(world);
        services.apply(ShippedRules.ofTheBridge());
        long step = LEAD_STEP.toMillis();
        for (long now = clock.millis() + step; now <= start && !stopped.getAsBoolean(); now += step) {
            tell(now, stopped);
        }
        awaitEvaluation(
                "the rules did not catch up with the week before the story",
                () -> stopped.getAsBoolean() || (isEvaluated(start - step) && services.notifies()));
    }

    /** Waits for as long as the rules get on. */
    private void awaitEvaluation(String otherwise, BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            long reached = obedience.completeUpTo();
            await(otherwise, STANDING_STILL, () -> condition.getAsBoolean() || obedience.completeUpTo() > reached);
        }
    }

    private boolean isEvaluated(long millis) {
        return obedience.completeUpTo() >= millis;
    }

    /** Not before the bridge has every command that could change what happens until then. */
    private void tell(long now, BooleanSupplier stopped) {
        awaitEvaluation(
                "the bridge did not get its commands",
                () -> stopped.getAsBoolean() || isEvaluated(now - Bridge.REACTION.toMillis()));
        world.until(now).forEach(log::write);
        log.tick(now);
        clock.moveTo(now);
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
            while (!script.isEmpty() && script.element().at().toMillis() <= passed) {
                Scene scene = script.remove();
                story.tell(start + scene.at().toMillis(), Story.Voice.WORLD, scene.text());
            }
            tell(start + passed, stopped);
        }
        long last = start + length.toMillis() - 2 * Math.max(step, ShippedRules.SHORTEST.toMillis());
        awaitEvaluation("the rules have not caught up", () -> stopped.getAsBoolean() || isEvaluated(last));
    }

    /** How many rules there are. */
    int rulesActive() {
        return services.rules();
    }

    @Override
    public void close() {
        services.close();
    }
}
