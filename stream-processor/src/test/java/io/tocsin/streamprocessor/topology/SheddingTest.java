package io.tocsin.streamprocessor.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.schemas.frame.FrameCodec;
import io.tocsin.schemas.frame.MetricFrame;
import io.tocsin.schemas.labels.Labels;
import io.tocsin.schemas.ticks.Ticks;
import io.tocsin.schemas.wire.WireFormat;
import io.tocsin.streamprocessor.intake.Intake;
import io.tocsin.streamprocessor.intake.MetricsIntake;
import io.tocsin.streamprocessor.intake.SourceRecord;
import io.tocsin.streamprocessor.leaf.Cursor;
import io.tocsin.streamprocessor.series.SeriesLimits;
import io.tocsin.streamprocessor.series.SeriesStore;
import io.tocsin.streamprocessor.time.TimeBounds;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A standby over days, a sample every ten seconds. */
class SheddingTest {

    private static final long START = 1_700_000_000_000L;
    private static final long STEP = 10_000;
    private static final long HOUR = Duration.ofHours(1).toMillis();

    private final FrameCodec frames = new FrameCodec(WireFormat.singleObject(), "metrics");
    private final SeriesStore store = new SeriesStore(SeriesLimits.UNLIMITED);
    private final MetricsIntake intake = new MetricsIntake(store, frames, TimeBounds.DEFAULT);
    private Optional<Cursor> reached = Optional.empty();
    private int asked;
    private final Shedding shedding = new Shedding(intake, () -> {
        asked++;
        return reached;
    });

    private void restore(long from, long to) {
        for (long at = from; at < to; at += STEP) {
            MetricFrame frame = MetricFrame.builder(at)
                    .add(Labels.of("__name__", "m", "job", "j", "instance", "i"), 1)
                    .build();
            byte[] key = "j/i".getBytes(StandardCharsets.UTF_8);
            intake.accept(new SourceRecord(key, frames.encode(frame), 0), Intake.SILENT);
            intake.accept(new SourceRecord(Ticks.keyBytes(at), null, 0), Intake.SILENT)
                    .ifPresent(shedding::ticked);
        }
    }

    @Test
    void shouldHoldNoMoreThanIsNeeded_howeverLongItFollowsTheLog() {
        for (long now = START; now < START + 72 * HOUR; now += HOUR) {
            reached = Optional.of(new Cursor(now, now - 2 * HOUR, now - 2 * HOUR));
            restore(now, now + HOUR);
            assertThat(store.statistics().samples()).isLessThan(5 * HOUR / STEP);
        }
        assertThat(store.statistics().samples()).isGreaterThanOrEqualTo(2 * HOUR / STEP);
        assertThat(asked).isBetween(70, 73);
    }

    @Test
    void shouldDropNothing_whenNobodyKnowsWhatIsNeeded() {
        restore(START, START + 12 * HOUR);

        assertThat(store.statistics().samples()).isEqualTo(12 * HOUR / STEP);
    }

    /** The restore of a task that is to be evaluated here asks once, at its beginning. */
    @Test
    void shouldNotAskAgain_beforeTheTasksOwnPosition() {
        reached = Optional.of(new Cursor(START + 12 * HOUR, START, START));

        restore(START, START + 12 * HOUR);

        assertThat(asked).isOne();
        assertThat(store.statistics().samples()).isEqualTo(12 * HOUR / STEP);
    }
}
