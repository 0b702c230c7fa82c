package io.tocsin.streamprocessor.ticks;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tocsin.schemas.ticks.Ticks;
import io.tocsin.schemas.topics.Topics;
import io.tocsin.streamprocessor.leaf.LeafTask;
import io.tocsin.streamprocessor.topology.LocalTasks;
import io.tocsin.streamprocessor.topology.SourceNames;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ticks the source partitions of the leaf tasks that live here: whoever owns a task ticks its partitions. Owners that
 * change, or two that overlap for a moment, do no harm, for only a new maximum moves a partition.
 */
public final class Ticker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Ticker.class);
    private static final Duration ASK_BROKERS_EVERY = Duration.ofSeconds(5);

    private final TickSettings settings;
    private final SourceNames names;
    private final LocalTasks tasks;
    private final Producer<byte[], byte[]> producer;
    private final InstantSource clock;
    private final BrokerClock brokers;
    private final Counter refused;
    private final Map<Integer, Long> sent = new HashMap<>();
    private final Set<String> said = new HashSet<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("tocsin-ticker").daemon().factory());
    private long askedAt = Long.MIN_VALUE;

    /**
     * Where ticks go and whom they are for.
     *
     * @param producer plain, without transactions and without linger; closed by its owner
     */
    public record Target(Topics topics, LocalTasks tasks, Producer<byte[], byte[]> producer) {}

    public Ticker(TickSettings settings, Target target, InstantSource clock, MeterRegistry meters) {
        this.settings = settings;
        this.names = new SourceNames(target.topics());
        this.tasks = target.tasks();
        this.producer = target.producer();
        this.clock = clock;
        this.brokers = new BrokerClock(producer, target.topics().clock(), clock);
        this.refused = meters.counter("tocsin.ticks.refused");
    }

    public void start() {
        thread.execute(this::tickAndGoOn);
    }

    private void tickAndGoOn() {
        try {
            tick(clock.millis());
        } catch (RuntimeException e) {
            LOG.error("Cannot tick; trying again", e);
        }
        if (!thread.isShutdown()) {
            Future<?> _ =
                    thread.schedule(this::tickAndGoOn, settings.millisToNext(clock.millis()), TimeUnit.MILLISECONDS);
        }
    }

    private void tick(long now) {
        if (now - ASK_BROKERS_EVERY.toMillis() >= askedAt) {
            askedAt = now;
            brokers.ask();
        }
        long tick = settings.tickAt(now);
        tasks.leaves().forEach((partition, leaf) -> tick(partition, leaf, tick, now));
    }

    private void tick(int partition, LeafTask leaf, long tick, long now) {
        long last = Math.max(leaf.progress().lastTick(), sent.getOrDefault(partition, Long.MIN_VALUE));
        switch (TickDecision.decide(tick, now, last, brokers.offsetMillis())) {
            case TickDecision.Tick due -> {
                send(partition, due.millis());
                sent.put(partition, due.millis());
                said.clear();
            }
            case TickDecision.AlreadyPassed _ -> {}
            case TickDecision.Refused no -> {
                refused.increment();
                if (said.add(no.reason().replaceAll("\\d+", ""))) {
                    LOG.warn("Not ticking partition {}: {}", partition, no.reason());
                }
            }
        }
    }

    private void send(int partition, long tick) {
        byte[] key = Ticks.keyBytes(tick);
        for (String topic : names.all().values()) {
            ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, partition, tick, key, null, List.of());
            Future<RecordMetadata> _ = producer.send(record, Ticker::report);
        }
    }

    /** A tick that is lost is no loss: the next one says more. */
    private static void report(RecordMetadata metadata, @Nullable Exception failure) {
        if (failure != null) {
            LOG.debug("A tick was not written: {}", failure.toString());
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
