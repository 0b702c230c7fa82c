package io.tocsin.collector.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tocsin.collector.intake.Intakes;
import io.tocsin.collector.intake.Reason;
import io.tocsin.collector.otlp.DeltaSums.Result;
import io.tocsin.collector.publish.RecordingPublisher;
import io.tocsin.schemas.labels.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Times of points are in nanoseconds here, those of the clock in milliseconds. */
final class DeltaSumsTest {

    private static final Duration IDLE = Duration.ofSeconds(10);

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final KnownSeries known = new KnownSeries(Intakes.over(new RecordingPublisher()), 1000);
    private long now;
    private final DeltaSums sums = sums(5, registry);

    private DeltaSums sums(int most, MeterRegistry countingIn) {
        OtlpSettings settings = new OtlpSettings(List.of(), true, most, IDLE);
        return new DeltaSums(settings, () -> Instant.ofEpochMilli(now), countingIn);
    }

    private PointSeries series(String name) {
        return known.number(Labels.of(Labels.METRIC_NAME, name));
    }

    private PointSeries histogram(String name, Double... bounds) {
        PointKey key = new PointKey(Labels.of(Labels.METRIC_NAME, name), PointKey.Kind.HISTOGRAM);
        return known.of(key, Bounds.of(List.of(bounds)));
    }

    private Result add(String name, long start, long end, double value) {
        return sums.add(series(name), new Point(start, end, false, new double[] {value}));
    }

    private static void assertAdded(Result result, double total, boolean begins) {
        assertThat(result).isInstanceOfSatisfying(Result.Added.class, added -> {
            assertThat(added.totals()).containsExactly(total);
            assertThat(added.begins()).isEqualTo(begins);
        });
    }

    private static void assertRefused(Result result, Reason reason) {
        assertThat(result).isEqualTo(new Result.Refused(reason));
    }

    @Test
    void shouldAddUp_whenPointsFollowEachOther() {
        assertAdded(add("a", 10, 20, 5), 5, true);
        assertAdded(add("a", 20, 30, 2), 7, false);
        assertAdded(add("b", 10, 20, 100), 100, true);
        assertAdded(add("a", 30, 40, 0), 7, false);
        assertThat(registry.get("tocsin.collector.otlp.delta.gaps").counter().count())
                .isZero();
        assertThat(registry.get("tocsin.collector.otlp.delta.series").gauge().value())
                .isEqualTo(2);
    }

    @Test
    void shouldRefuse_whenAPointEndsNoLaterThanTheLast() {
        add("a", 10, 20, 5);

        assertRefused(add("a", 5, 20, 1), Reason.DELTA_OUT_OF_ORDER);
        assertRefused(add("a", 5, 19, 1), Reason.DELTA_OUT_OF_ORDER);
        assertRefused(add("a", 0, 20, 1), Reason.DELTA_OUT_OF_ORDER);
        assertAdded(add("a", 20, 21, 1), 6, false);
    }

    @Test
    void shouldRefuse_whenAPointBeginsBeforeTheLastOneEnded() {
        add("a", 10, 20, 5);

        assertRefused(add("a", 19, 30, 1), Reason.DELTA_OUT_OF_ORDER);
        assertRefused(add("a", 1, 30, 1), Reason.DELTA_OUT_OF_ORDER);
        assertAdded(add("a", 20, 30, 1), 6, false);
    }

    @Test
    void shouldGiveTheSameSum_whenTheSamePointComesAgain() {
        add("a", 10, 20, 5);
        add("a", 20, 30, 2);

        assertAdded(add("a", 20, 30, 2), 7, false);
        assertAdded(add("a", 20, 30, 2), 7, false);
        assertAdded(add("a", 30, 40, 1), 8, false);
    }

    @Test
    void shouldGoOnAndCountTheGap_whenTimeIsMissing() {
        add("a", 10, 20, 5);

        assertAdded(add("a", 21, 30, 2), 7, false);
        assertAdded(add("a", 0, 40, 2), 9, false);
        assertThat(registry.get("tocsin.collector.otlp.delta.gaps").counter().count())
                .isEqualTo(1);
    }

    @Test
    void shouldForget_whenASumIsIdleForLongerThanPermitted() {
        add("a", 10, 20, 5);
        now = IDLE.toMillis();
        assertAdded(add("a", 20, 30, 2), 7, false);
        now = 2 * IDLE.toMillis() + 1;

        assertAdded(add("a", 30, 40, 3), 3, true);
        assertThat(sums.series()).isEqualTo(1);
    }

    @Test
    void shouldKeepWhatIsUsed_whenOthersAreForgotten() {
        add("a", 10, 20, 5);
        add("b", 10, 20, 5);
        now = 6000;
        add("a", 20, 30, 1);
        now = 12_000;

        assertAdded(add("a", 30, 40, 1), 7, false);
        assertThat(sums.series()).isEqualTo(1);
        assertAdded(add("b", 20, 30, 1), 1, true);
    }

    @Test
    void shouldRefuseNewSums_whenThereAreAsManyAsPermitted() {
        PointSeries histogram = histogram("h", 1.0);
        double[] four = {1, 2, 2, 3};
        assertThat(sums.add(histogram, new Point(0, 1, false, four))).isInstanceOf(Result.Added.class);

        assertAdded(add("a", 0, 1, 1), 1, true);
        assertRefused(add("b", 0, 1, 1), Reason.TOO_MANY_DELTA_SERIES);
        assertAdded(add("a", 0, 2, 1), 2, false);
        assertThat(sums.series()).isEqualTo(5);
        now = IDLE.toMillis() + 1;
        assertAdded(add("b", 0, 1, 1), 1, true);
        assertThat(sums.series()).isEqualTo(1);
    }

    @Test
    void shouldRefuseEverything_whenNoneIsPermitted() {
        DeltaSums none = sums(0, new SimpleMeterRegistry());

        assertRefused(none.add(series("a"), new Point(0, 1, false, new double[] {1})), Reason.TOO_MANY_DELTA_SERIES);
    }

    @Test
    void shouldBeginAgain_whenTheBucketsOrTheSumChange() {
        sums.add(histogram("h", 1.0), new Point(0, 1, false, new double[] {1, 2, 2, 3}));

        Result withoutSum = sums.add(histogram("h", 1.0), new Point(0, 2, false, new double[] {1, 1, 1}));
        Result otherBound = sums.add(histogram("h", 2.0), new Point(0, 3, false, new double[] {0, 1, 1}));
        Result sameBound = sums.add(histogram("h", 2.0), new Point(0, 4, false, new double[] {1, 1, 1}));

        assertThat(((Result.Added) withoutSum).begins()).isTrue();
        assertThat(((Result.Added) otherBound).begins()).isTrue();
        assertThat(((Result.Added) sameBound).totals()).containsExactly(1, 2, 2);
        assertThat(sums.series()).isEqualTo(3);
    }
}
