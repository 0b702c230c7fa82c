package io.tocsin.streamprocessor.determinism;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.schemas.avro.AlertState;
import io.tocsin.schemas.avro.AlertTransition;
import io.tocsin.streamprocessor.determinism.Simulation.Outcome;
import io.tocsin.streamprocessor.intake.RefusalReason;
import io.tocsin.streamprocessor.intake.SourceRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody ticks for a while, and producers go on: afterwards every missed instant is evaluated, in order. */
class OutageTest {

    private static final long START = EventGenerator.START;
    private static final long INTERVAL = OutageLog.INTERVAL;

    @ParameterizedTest
    @CsvSource({"PT10M", "PT6H"})
    void shouldEvaluateEveryMissedInstant_whenTheProcessorWasAway(Duration outage) {
        long end = START + outage.toMillis();
        long hotFrom = START + outage.toMillis() / 2;
        long hotUntil = hotFrom + 60_000;

        Outcome outcome = Simulation.run(OutageLog.of(1, end, hotFrom, hotUntil), new Course(3, 0, 500, true));

        assertThat(outcome.recorded().stream().filter(r -> r.startsWith("seen")))
                .hasSize(Math.toIntExact((end - START) / INTERVAL));
        assertThat(outcome.transitions())
                .extracting(AlertTransition::getState)
                .containsExactly(AlertState.PENDING, AlertState.FIRING, AlertState.RESOLVED);
        assertThat(outcome.transitions())
                .extracting(AlertTransition::getAt)
                .containsExactly(hotFrom, hotFrom + 30_000, hotUntil);
    }

    /** In the middle of the catch-up and after it, when what is needed lies before the only tick for hours. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldSeeTheSame_whenItIsRestartedAfterAnOutage(long seed) {
        long end = START + Duration.ofHours(2).toMillis();
        long hotFrom = START + Duration.ofMinutes(70).toMillis();
        GeneratedLog log = OutageLog.of(1, end, hotFrom, hotFrom + 60_000);
        Duration retention = Duration.ofMinutes(1);

        Outcome calm = Simulation.run(log, Course.calm().withRetention(retention));
        Outcome wild = Simulation.run(log, new Course(seed, 100, 16, true).withRetention(retention));

        assertThat(calm.transitions()).hasSize(3);
        assertThat(wild.alerts()).isEqualTo(calm.alerts());
        assertThat(wild.recorded()).isEqualTo(calm.recorded());
    }

    @ParameterizedTest
    @CsvSource({"600000, 0", "600001, 1"})
    void shouldRefuseWhatIsFromTheFuture_seenFromTheNextTick(long aheadMillis, int refused) {
        long end = START + 3_600_000;
        List<SourceRecord> metrics = new ArrayList<>();
        metrics.add(OutageLog.tick(START));
        metrics.add(OutageLog.frame(end + aheadMillis, 1));
        metrics.add(OutageLog.tick(end));

        Outcome outcome = Simulation.run(OutageLog.of(1, metrics, end), Course.calm());

        assertThat(outcome.refusals())
                .hasSize(refused)
                .allMatch(refusal -> refusal.reason() == RefusalReason.FROM_THE_FUTURE);
    }
}
