package io.tocsin.streamprocessor.signals;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.promql.eval.Engine;
import io.tocsin.promql.eval.EvalOptions;
import io.tocsin.promql.eval.Grid;
import io.tocsin.promql.eval.Matrix;
import io.tocsin.promql.parse.ParseOptions;
import io.tocsin.promql.parse.PromqlParser;
import io.tocsin.promql.series.SeriesSource;
import io.tocsin.schemas.avro.MigrationEvent;
import io.tocsin.schemas.avro.MigrationEventType;
import io.tocsin.streamprocessor.series.SeriesLimits;
import io.tocsin.streamprocessor.state.KeyedState;
import io.tocsin.streamprocessor.time.SourceTopic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SignalTaskTest {

    private static final long START = 1_700_000_000_000L;
    private static final Duration LATE = Duration.ofHours(1);

    private final KeyedState state = KeyedState.inMemory();
    private SignalTask task = open(state);
    private long horizon = START;

    private static SignalTask open(KeyedState state) {
        return new SignalTask(SourceTopic.MIGRATIONS, 0, LATE, SeriesLimits.UNLIMITED, state);
    }

    private boolean finished(String id, long at, boolean failed) {
        MigrationEvent event = MigrationEvent.newBuilder()
                .setEventId(id)
                .setMigrationId("m-" + id)
                .setSubject("s")
                .setTimestamp(at)
                .setType(failed ? MigrationEventType.FAILED : MigrationEventType.COMPLETED)
                .setPath("fresh_start")
                .setReason(failed ? "timeout" : null)
                .build();
        // The next tick of these tests is never more than two hours away, nor does more depend on it.
        return task.accept(new DomainEvent.Migration(event), horizon, horizon + 250);
    }

    private void tick(long at) {
        task.settle(horizon, at);
        horizon = at;
    }

    private static double evaluate(String query, long at, SeriesSource source) {
        Matrix matrix = (Matrix) new Engine()
                .evaluate(
                        PromqlParser.parse(query, ParseOptions.STABLE),
                        Grid.instant(at),
                        source,
                        EvalOptions.defaults())
                .value();
        return matrix.series().isEmpty()
                ? Double.NaN
                : matrix.series().getFirst().values()[0];
    }

    @Test
    void shouldReadTwoOfTwenty_asATenth_atAnyAlignment() {
        Random random = new Random(1);
        for (int i = 0; i < 20; i++) {
            finished("e" + i, START + 60_000 + random.nextInt(600_000), i < 2);
        }
        tick(START + 900_000);
        String query = "sum(sum_over_time(migrations_failed_count[15m]))"
                + " / (sum(sum_over_time(migrations_failed_count[15m]))"
                + " + sum(sum_over_time(migrations_completed_count[15m])))";

        for (long at = START + 900_001; at < START + 950_000; at += 333) {
            assertThat(evaluate(query, at, task.visibleAt(at))).isEqualTo(0.1);
        }
    }

    @Test
    void shouldCountAnEventInTheSecondThatEndsWithIt() {
        finished("on the second", START + 1_000, true);
        finished("just after it", START + 1_001, true);
        tick(START + 5_000);

        String query = "sum(sum_over_time(migrations_failed_count[1s]))";
        assertThat(evaluate(query, START + 1_000, task.latest())).isEqualTo(1);
        assertThat(evaluate(query, START + 2_000, task.latest())).isEqualTo(1);
        assertThat(evaluate(query, START + 3_000, task.latest())).isNaN();
    }

    @Test
    void shouldCorrectItsSecond_whenAnEventIsLate_forLaterInstantsOnly() {
        finished("a", START + 500, true);
        tick(START + 1_000);
        tick(START + 10_000);
        finished("b", START + 600, true);
        tick(START + 20_000);

        String query = "sum(sum_over_time(migrations_failed_count[1m]))";
        assertThat(evaluate(query, START + 10_000, task.visibleAt(START + 10_000)))
                .isEqualTo(1);
        assertThat(evaluate(query, START + 10_001, task.visibleAt(START + 10_001)))
                .isEqualTo(2);
        assertThat(task.uniformThrough(START + 5_000)).isEqualTo(START + 10_000);
        assertThat(task.uniformThrough(START + 10_001)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void shouldIgnoreAnEventThatComesAgain_withinTheWindow() {
        assertThat(finished("a", START + 500, true)).isTrue();
        assertThat(finished("b", START + 500, true)).isTrue();
        assertThat(finished("a", START + 500, true)).isFalse();
        tick(START + 1_000);
        tick(START + 1_000 + 3_600_000);
        assertThat(finished("a", START + 500, true)).as("exactly an hour later").isFalse();
        tick(START + 1_001 + 3_600_000);

        assertThat(finished("a", START + 500, true))
                .as("within an hour of the last time")
                .isFalse();
        assertThat(finished("b", START + 500, true)).as("beyond the hour").isTrue();
    }

    @Test
    void shouldGoOnAsBefore_afterARestart() {
        KeyedState interrupted = KeyedState.inMemory();
        SignalTask whole = task;
        SignalTask restarted = open(interrupted);
        Random random = new Random(7);
        long before = START;
        List<String> ids = new ArrayList<>();
        for (int n = 1; n <= 400; n++) {
            long tick = START + n * 250L;
            for (int i = random.nextInt(3); i > 0; i--) {
                boolean again = !ids.isEmpty() && random.nextInt(5) == 0;
                String id = again ? ids.get(random.nextInt(ids.size())) : "e" + ids.size();
                ids.add(id);
                long at = tick - random.nextInt(20_000);
                boolean failed = random.nextBoolean();
                task = whole;
                boolean taken = finished(id, at, failed);
                task = restarted;
                assertThat(finished(id, at, failed)).isEqualTo(taken);
            }
            whole.settle(before, tick);
            restarted.settle(before, tick);
            before = tick;
            if (random.nextInt(10) == 0) {
                restarted = open(interrupted);
            }
        }

        String query = "sum(sum_over_time({__name__=~\"migrations_.*\"}[10s])) or vector(0)";
        for (long at = START; at <= before; at += 700) {
            assertThat(evaluate(query, at, restarted.visibleAt(at)))
                    .isEqualTo(evaluate(query, at, whole.visibleAt(at)));
        }
        assertThat(((KeyedState.InMemory) interrupted)
                        .entries().keySet().stream().filter(key -> key.startsWith("signal-samples")))
                .as("put together")
                .hasSizeLessThan(70);
    }

    @Test
    void shouldKeepNothingOfWhatIsForgotten() {
        finished("a", START + 500, true);
        tick(START + 1_000);
        task.evictBefore(START + 7_200_000);
        tick(START + 7_300_000);
        finished("b", START + 7_300_500, true);
        tick(START + 7_301_000);

        assertThat(((KeyedState.InMemory) state)
                        .entries().keySet().stream().filter(key -> key.startsWith("signal-samples")))
                .as("the counters' samples of one time, and the count of a second")
                .hasSize(2);
        assertThat(evaluate("sum(sum_over_time(migrations_failed_count[3h]))", START + 7_301_000, task.latest()))
                .isEqualTo(1);
    }
}
