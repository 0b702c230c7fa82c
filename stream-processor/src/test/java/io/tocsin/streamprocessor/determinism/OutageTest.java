package io.tocsin.streamprocessor.determinism;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.schemas.avro.AlertState;
import io.tocsin.schemas.avro.AlertTransition;
import io.tocsin.schemas.avro.RuleDefinition;
import io.tocsin.schemas.avro.RuleGroupVersion;
import io.tocsin.schemas.avro.RuleKind;
import io.tocsin.schemas.frame.FrameCodec;
import io.tocsin.schemas.frame.MetricFrame;
import io.tocsin.schemas.labels.Labels;
import io.tocsin.schemas.ticks.Ticks;
import io.tocsin.schemas.wire.WireFormat;
import io.tocsin.streamprocessor.determinism.Simulation.Outcome;
import io.tocsin.streamprocessor.intake.RefusalReason;
import io.tocsin.streamprocessor.intake.SourceRecord;
import io.tocsin.streamprocessor.time.SourceTopic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nobody ticks for a while, and producers go on: afterwards every missed instant is evaluated, in order. */
class OutageTest {

    private static final long START = EventGenerator.START;
    private static final long INTERVAL = 5_000;

    @ParameterizedTest
    @CsvSource({"PT10M", "PT6H"})
    void shouldEvaluateEveryMissedInstant_whenTheProcessorWasAway(Duration outage) {
        long end = START + outage.toMillis();
        long hotFrom = START + outage.toMillis() / 2;
        long hotUntil = hotFrom + 60_000;

        Outcome outcome = Simulation.run(log(end, hotFrom, hotUntil), new Course(3, 0, 500, true));

        assertThat(outcome.recorded().stream().filter(r -> r.startsWith("seen")))
                .hasSize(Math.toIntExact((end - START) / INTERVAL));
        assertThat(outcome.transitions())
                .extracting(AlertTransition::getState)
                .containsExactly(AlertState.PENDING, AlertState.FIRING, AlertState.RESOLVED);
        assertThat(outcome.transitions())
                .extracting(AlertTransition::getAt)
                .containsExactly(hotFrom, hotFrom + 30_000, hotUntil);
    }

    @ParameterizedTest
    @CsvSource({"600000, 0", "600001, 1"})
    void shouldRefuseWhatIsFromTheFuture_seenFromTheNextTick(long aheadMillis, int refused) {
        long end = START + 3_600_000;
        List<SourceRecord> metrics = new ArrayList<>();
        metrics.add(tick(START));
        metrics.add(frame(end + aheadMillis, 1));
        metrics.add(tick(end));

        Outcome outcome = Simulation.run(log(metrics, end), Course.calm());

        assertThat(outcome.refusals())
                .hasSize(refused)
                .allMatch(refusal -> refusal.reason() == RefusalReason.FROM_THE_FUTURE);
    }

    private static GeneratedLog log(long end, long hotFrom, long hotUntil) {
        List<SourceRecord> metrics = new ArrayList<>();
        metrics.add(tick(START));
        for (long at = START + INTERVAL; at <= end; at += INTERVAL) {
            metrics.add(frame(at, at >= hotFrom && at < hotUntil ? 100 : 10));
        }
        metrics.add(tick(end));
        return log(metrics, end);
    }

    private static GeneratedLog log(List<SourceRecord> metrics, long end) {
        Map<SourceTopic, List<SourceRecord>> topics = new EnumMap<>(SourceTopic.class);
        for (SourceTopic topic : SourceTopic.values()) {
            topics.put(topic, List.of(tick(START), tick(end)));
        }
        topics.put(SourceTopic.METRICS, metrics);
        topics.put(SourceTopic.RULES, List.of(rules(), tick(START), tick(end)));
        return new GeneratedLog(1, List.of(topics));
    }

    private static SourceRecord tick(long at) {
        return new SourceRecord(Ticks.keyBytes(at), null, 0);
    }

    private static SourceRecord frame(long at, double value) {
        Labels labels = Labels.of("__name__", "heat", "job", "j", "instance", "i");
        MetricFrame frame = MetricFrame.builder(at).add(labels, value).build();
        byte[] bytes = new FrameCodec(WireFormat.singleObject(), "metrics").encode(frame);
        return new SourceRecord("j/i".getBytes(StandardCharsets.UTF_8), bytes, 0);
    }

    private static SourceRecord rules() {
        RuleGroupVersion version = RuleGroupVersion.newBuilder()
                .setNamespace("default")
                .setGroup("g")
                .setRevision(1)
                .setVersion("v")
                .setSource("test")
                .setIntervalMillis(INTERVAL)
                .setRules(List.of(
                        new RuleDefinition(RuleKind.RECORD, "seen", "vector(1)", 0L, 0L, Map.of(), Map.of()),
                        new RuleDefinition(RuleKind.ALERT, "Hot", "heat > 50", 30_000L, 0L, Map.of(), Map.of())))
                .build();
        byte[] bytes = WireFormat.singleObject().encoder(RuleGroupVersion.class).encode("rules", version);
        return new SourceRecord("g".getBytes(StandardCharsets.UTF_8), bytes, 0);
    }
}
