package io.tocsin.streamprocessor.signals;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.promql.ast.Selector;
import io.tocsin.schemas.avro.ActivityEvent;
import io.tocsin.schemas.avro.ActivityKind;
import io.tocsin.schemas.avro.MigrationEvent;
import io.tocsin.schemas.avro.MigrationEventType;
import io.tocsin.schemas.avro.ReserveSnapshot;
import io.tocsin.streamprocessor.series.SeriesLimits;
import io.tocsin.streamprocessor.state.KeyedState;
import io.tocsin.streamprocessor.time.SourceTopic;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What signals make is a function of so much of the log as they say: begun that much before a time, they make from there
 * on what they would have made had they seen everything.
 */
final class SignalMemoryTest {

    private static final long MIDNIGHT = 1_700_006_400_000L;
    private static final long HOUR = 3_600_000;
    private static final int DAYS = 13;
    private static final List<MigrationEventType> TYPES = List.of(MigrationEventType.values());

    private record Read(long horizon, long tick, List<DomainEvent> events) {}

    @ParameterizedTest
    @EnumSource(names = {"MIGRATIONS", "RESERVES", "ACTIVITY"})
    void shouldMakeTheSame_whenBegunAtTheEndOfItsMemory(SourceTopic topic) {
        for (int seed = 0; seed < 1; seed++) {
            List<Read> log = log(topic, new Random(seed));
            long from = MIDNIGHT + 11 * 24 * HOUR + 7 * HOUR + seed * 1_000_003L;

            Map<String, Double> whole = samples(topic, log, Long.MIN_VALUE, from);
            assertThat(whole).hasSizeGreaterThan(100);
            assertThat(firstDifference(whole, samples(topic, log, from - SignalTask.MEMORY.toMillis(), from)))
                    .as("seed %d", seed)
                    .isEmpty();
            assertThat(firstDifference(whole, samples(topic, log, from - 2 * HOUR, from)))
                    .as("a shorter memory makes something else")
                    .isNotEmpty();
        }
    }

    private static String firstDifference(Map<String, Double> one, Map<String, Double> other) {
        TreeSet<String> samples = new TreeSet<>(one.keySet());
        samples.addAll(other.keySet());
        for (String sample : samples) {
            if (!Objects.equals(one.get(sample), other.get(sample))) {
                return sample + ": " + one.get(sample) + " and " + other.get(sample);
            }
        }
        return "";
    }

    private static Map<String, Double> samples(SourceTopic topic, List<Read> log, long since, long from) {
        SignalTask task = new SignalTask(topic, 0, Duration.ofHours(1), SeriesLimits.UNLIMITED, KeyedState.inMemory());
        Map<String, Double> samples = new TreeMap<>();
        for (Read read : log) {
            if (read.tick >= since) {
                read.events.forEach(event -> task.accept(event, read.horizon, read.tick));
                task.settle(read.horizon, read.tick);
            }
        }
        long end = log.getLast().tick;
        Selector all = new Selector(List.of());
        task.latest().select(all, from, end, (labels, values) -> {
            for (int i = 0; i < values.size(); i++) {
                samples.put(labels + " " + values.timestamp(i), values.value(i));
            }
        });
        return samples;
    }

    private static List<Read> log(SourceTopic topic, Random random) {
        List<Read> log = new ArrayList<>();
        long horizon = MIDNIGHT;
        int number = 0;
        while (horizon < MIDNIGHT + DAYS * 24 * HOUR) {
            long tick = horizon + 250 + random.nextInt(40) * 60_000L;
            List<DomainEvent> events = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                long at = tick - random.nextInt(600_000);
                String id = random.nextInt(10) == 0 ? "e" + random.nextInt(number + 1) : "e" + number++;
                events.add(event(topic, id, at, random));
            }
            log.add(new Read(horizon, tick, events));
            horizon = tick;
        }
        return log;
    }

    private static DomainEvent event(SourceTopic topic, String id, long at, Random random) {
        return switch (topic) {
            case MIGRATIONS ->
                new DomainEvent.Migration(MigrationEvent.newBuilder()
                        .setEventId(id)
                        .setMigrationId("m" + random.nextInt(300))
                        .setSubject("s")
                        .setTimestamp(at)
                        .setType(TYPES.get(random.nextInt(TYPES.size())))
                        .setPath("p" + random.nextInt(15))
                        .build());
            case RESERVES ->
                new DomainEvent.Reserve(ReserveSnapshot.newBuilder()
                        .setEventId(id)
                        .setAsset("a" + (int) Math.pow(500, random.nextDouble()))
                        .setTimestamp(at)
                        .setSupply(BigDecimal.TEN.setScale(18))
                        .setLocked(BigDecimal.valueOf(random.nextInt(20)).setScale(18))
                        .setCustody(List.of())
                        .setVerifiedAt(random.nextBoolean() ? at - random.nextInt(60_000) : null)
                        .setVerificationMillis((long) random.nextInt(5_000))
                        .build());
            case ACTIVITY ->
                new DomainEvent.Activity(ActivityEvent.newBuilder()
                        .setEventId(id)
                        .setSubject("u" + random.nextInt(100))
                        .setTimestamp(at)
                        .setKind(random.nextBoolean() ? ActivityKind.LOGIN : ActivityKind.SATISFACTION)
                        .setOutcome(random.nextInt(4) == 0 ? "failure" : "success")
                        .setCountry("C" + random.nextInt(4))
                        .setScore(1.0 + random.nextInt(5))
                        .build());
            case METRICS, RULES -> throw new IllegalArgumentException();
        };
    }
}
