package io.tocsin.streamprocessor.determinism;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.schemas.avro.RuleDefinition;
import io.tocsin.schemas.avro.RuleGroupVersion;
import io.tocsin.schemas.avro.RuleKind;
import io.tocsin.schemas.wire.WireFormat;
import io.tocsin.streamprocessor.determinism.Simulation.Outcome;
import io.tocsin.streamprocessor.intake.SourceRecord;
import io.tocsin.streamprocessor.time.SourceTopic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A rule that looks further back than any before it, and one that looks at a fixed time, when samples are kept for a
 * minute. What has been forgotten by then stays forgotten, also for a task that is restored from a log that still has it.
 */
class LookBackTest {

    private static final long START = OutageLog.START;
    private static final long END = START + 2_400_000;
    private static final long EDIT = START + 1_200_000;
    private static final Duration RETENTION = Duration.ofMinutes(1);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void shouldSeeTheSamePast_whenRulesBeginToLookFurther(long seed) {
        Outcome calm = Simulation.run(log(), Course.calm().withRetention(RETENTION));
        Outcome wild = Simulation.run(log(), new Course(seed, 30, 64, true).withRetention(RETENTION));

        assertThat(calm.recorded()).hasSizeGreaterThan(700);
        for (int i = 0; i < calm.recorded().size(); i++) {
            assertThat(i < wild.recorded().size() ? wild.recorded().get(i) : "nothing")
                    .as("record %d", i)
                    .isEqualTo(calm.recorded().get(i));
        }
        assertThat(wild.recorded()).hasSameSizeAs(calm.recorded());
    }

    /** With a retention that keeps everything the results are others: the test above looks where it matters. */
    @Test
    void shouldSeeAnotherPast_whenMoreIsKept() {
        Outcome shortly = Simulation.run(log(), Course.calm().withRetention(RETENTION));
        Outcome longer = Simulation.run(log(), Course.calm().withRetention(Duration.ofHours(1)));

        assertThat(shortly.recorded()).isNotEqualTo(longer.recorded());
    }

    private static GeneratedLog log() {
        List<SourceRecord> metrics = new ArrayList<>();
        List<SourceRecord> ticks = new ArrayList<>();
        List<SourceRecord> rules = new ArrayList<>();
        rules.add(rules(1, "sum_over_time(heat[1m])", "count_over_time(cold[30s])"));
        for (long at = START; at <= END; at += 5_000) {
            metrics.add(OutageLog.frame(at, (at - START) / 5_000.0));
            metrics.add(OutageLog.frame("cold", at, (START - at) / 5_000.0));
            if (at == EDIT) {
                rules.add(rules(2, "sum_over_time(heat[25m])", "cold @ " + (START + 1_150_000) / 1000));
            }
            SourceRecord tick = OutageLog.tick(at);
            List.of(metrics, ticks, rules).forEach(records -> records.add(tick));
        }
        Map<SourceTopic, List<SourceRecord>> topics = new EnumMap<>(SourceTopic.class);
        for (SourceTopic topic : SourceTopic.values()) {
            topics.put(topic, ticks);
        }
        topics.put(SourceTopic.METRICS, metrics);
        topics.put(SourceTopic.RULES, rules);
        return new GeneratedLog(1, List.of(topics));
    }

    private static SourceRecord rules(long revision, String first, String second) {
        RuleGroupVersion version = RuleGroupVersion.newBuilder()
                .setNamespace("default")
                .setGroup("g")
                .setRevision(revision)
                .setVersion("v" + revision)
                .setSource("test")
                .setIntervalMillis(5_000)
                .setRules(List.of(record("first", first), record("second", second)))
                .build();
        byte[] bytes = WireFormat.singleObject().encoder(RuleGroupVersion.class).encode("rules", version);
        return new SourceRecord("g".getBytes(StandardCharsets.UTF_8), bytes, 0);
    }

    private static RuleDefinition record(String name, String expr) {
        return new RuleDefinition(RuleKind.RECORD, name, expr, 0L, 0L, Map.of(), Map.of());
    }
}
