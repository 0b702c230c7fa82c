package io.tocsin.collector.intake;

import static io.tocsin.collector.intake.Intakes.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tocsin.collector.publish.Frames;
import io.tocsin.collector.publish.RecordingPublisher;
import io.tocsin.collector.publish.RecordingPublisher.Mood;
import io.tocsin.schemas.labels.Labels;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class IntakeTest {

    private static final long HOUR = 3_600_000;
    private static final long TEN_MINUTES = 600_000;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final RecordingPublisher log = new RecordingPublisher();
    private final Intake intake = Intakes.over(log, Intakes.LIMITS, registry);

    private Series series(String name, String instance) {
        return intake.series(Labels.of(Labels.METRIC_NAME, name, "job", "api", "instance", instance));
    }

    private static SampleBatch batch() {
        return new SampleBatch(Transport.REMOTE_WRITE, 4);
    }

    @Test
    void shouldMakeOneFrameForEachKeyAndTime_whenABatchMixesThem() {
        SampleBatch batch = batch();
        batch.add(series("a", "h1"), NOW, 1);
        batch.add(series("a", "h2"), NOW, 2);
        batch.add(series("b", "h1"), NOW, 3);
        batch.add(series("a", "h1"), NOW + 1, 4);
        batch.add(intake.series(Labels.of(Labels.METRIC_NAME, "lonely", "job", "api")), NOW, 5);

        Receipt receipt = intake.accept(batch);

        assertThat(receipt.outcome()).isCompletedWithValue(new Outcome.Stored());
        assertThat(log.records)
                .extracting(r -> new String(r.key(), StandardCharsets.UTF_8))
                .containsExactly("api/h1", "api/h2", "api/h1", "lonely");
        assertThat(log.records)
                .extracting(RecordingPublisher.Published::timestampMillis)
                .containsExactly(NOW, NOW, NOW + 1, NOW);
        assertThat(Frames.samples(log)).extracting(Frames.Read::value).containsExactly(1.0, 3.0, 2.0, 4.0, 5.0);
    }

    @ParameterizedTest
    @CsvSource({
        "-3600000, ",
        "-3600001, TIMESTAMP_TOO_OLD",
        "600000, ",
        "600001, TIMESTAMP_TOO_NEW",
        "-1788000000000, TIMESTAMP_TOO_OLD"
    })
    void shouldRefuseByAge_whenBeyondEitherBound(long offset, Reason reason) {
        SampleBatch batch = batch();
        batch.add(series("a", "h1"), NOW + offset, 1);

        Receipt receipt = intake.accept(batch);

        assertThat(intake.refusal(series("a", "h1"), NOW + offset)).isEqualTo(reason);
        assertThat(receipt.refusals().isEmpty()).isEqualTo(reason == null);
        assertThat(log.records).hasSize(reason == null ? 1 : 0);
        if (reason != null) {
            assertThat(receipt.refusals().counts()).containsOnlyKeys(reason);
            assertThat(receipt.refusals().text()).contains("a{instance=\"h1\", job=\"api\"}", reason.text());
        }
    }

    @Test
    void shouldTakeTheFirst_whenASeriesComesTwiceAtOneTime() {
        for (int round = 0; round < 2; round++) {
            log.records.clear();
            SampleBatch batch = batch();
            batch.add(series("a", "h1"), NOW, 1);
            batch.add(series("b", "h1"), NOW, 2);
            batch.add(series("a", "h1"), NOW, 3);

            Receipt receipt = intake.accept(batch);

            assertThat(Frames.samples(log)).extracting(Frames.Read::value).containsExactly(1.0, 2.0);
            assertThat(receipt.refusals().counts()).containsOnlyKeys(Reason.DUPLICATE_SAMPLE);
            assertThat(receipt.refusals().total()).isEqualTo(1);
        }
    }

    @Test
    void shouldSendTheSameLayout_whenASequenceOfSeriesComesAgain() {
        Series first = series("a", "h1");
        Series second = series("b", "h1");
        FrameAssembler assembler = new FrameAssembler(SampleLimits.DEFAULT, new Sources(SourceLimits.DEFAULT), 1000);

        KeyedFrame one = only(assembler, NOW, first, second);
        KeyedFrame again = only(assembler, NOW + 1000, first, second);
        KeyedFrame turned = only(assembler, NOW + 2000, second, first);

        assertThat(again.frame().layout()).isSameAs(one.frame().layout());
        assertThat(turned.frame().layout()).isNotEqualTo(one.frame().layout());
        assertThat(turned.frame().layout().labels(0)).isEqualTo(second.labels());
    }

    private static KeyedFrame only(FrameAssembler assembler, long at, Series... series) {
        SampleBatch batch = batch();
        for (Series s : series) {
            batch.add(s, at, 1);
        }
        return assembler.assemble(batch, NOW).getFirst();
    }

    @ParameterizedTest
    @CsvSource({"1000, 1", "1001, 2", "2500, 3"})
    void shouldCutFrames_whenThereAreMoreThanAThousandSamples(int samples, int frames) {
        SampleBatch batch = batch();
        for (int i = 0; i < samples; i++) {
            batch.add(series("m" + i, "h1"), NOW, i);
        }

        intake.accept(batch);

        assertThat(log.records).hasSize(frames);
        assertThat(Frames.samples(log))
                .extracting(Frames.Read::value)
                .hasSize(samples)
                .isSorted();
    }

    @Test
    void shouldKeepRecordsBelowAMebibyte_whenLabelsAreAsLongAsTheyMayBe() {
        SampleBatch batch = batch();
        String[] long4k = {"x".repeat(4096), "y".repeat(4096), "z".repeat(4096)};
        for (int i = 0; i < 60; i++) {
            Labels labels = Labels.of(Labels.METRIC_NAME, "m" + i, "a", i + long4k[0].substring(10), "b", long4k[1])
                    .with("job", "j")
                    .with("instance", "i");
            batch.add(intake.series(labels), NOW, i);
        }

        intake.accept(batch);

        assertThat(log.records).hasSizeGreaterThan(1).allMatch(r -> r.value().length < 1_000_000);
        assertThat(Frames.samples(log)).hasSize(60);
    }

    @Test
    void shouldCountEverySampleOnce_whenSomeAreStoredAndSomeRefused() {
        SampleBatch batch = batch();
        batch.add(series("a", "h1"), NOW, 1);
        batch.add(series("b", "h1"), NOW - 2 * HOUR, 1);
        batch.add(series("b", "h1"), NOW + 2 * TEN_MINUTES, 1);
        batch.add(intake.series(Labels.of("job", "api")), NOW, 1);
        batch.refuse(Reason.NATIVE_HISTOGRAM, series("c", "h1"), 3);

        intake.accept(batch);
        log.mood = Mood.REFUSES;
        SampleBatch lost = batch();
        lost.add(series("a", "h1"), NOW, 1);
        intake.accept(lost);

        assertThat(counted("received", any -> true)).isEqualTo(8);
        assertThat(counted("accepted", any -> true)).isEqualTo(1).isEqualTo((double) intake.accepted());
        assertThat(counted("rejected", any -> true)).isEqualTo(7);
        assertThat(counted("rejected", "native_histogram"::equals)).isEqualTo(3);
        assertThat(counted("rejected", "missing_metric_name"::equals)).isEqualTo(1);
        assertThat(counted("rejected", "kafka_unavailable"::equals)).isEqualTo(1);
    }

    @Test
    void shouldCountEverySampleOnce_whenSourcesAreHeldToTheirLimits() {
        SourceLimits tight = new SourceLimits(2, 3, 1);
        IntakeLimits limits = new IntakeLimits(SeriesLimits.DEFAULT, SampleLimits.DEFAULT, tight, 1024 * 1024, 1000);
        Intake held = Intakes.over(log, limits, registry);
        SampleBatch batch = batch();
        for (String name : new String[] {"a", "b", "c"}) {
            batch.add(held.series(Labels.of(Labels.METRIC_NAME, name, "job", "api", "instance", "h1")), NOW, 1);
            batch.add(held.series(Labels.of(Labels.METRIC_NAME, name, "job", "api", "instance", "h2")), NOW, 1);
        }

        Receipt receipt = held.accept(batch);
        int rounds = 0;
        while (!held.accept(one(held, 1)).refusals().hasPace()) {
            rounds++;
        }

        assertThat(receipt.taken()).isEqualTo(3);
        assertThat(receipt.refusals().counts())
                .isEqualTo(Map.of(Reason.TOO_MANY_SERIES_OF_SOURCE, 1, Reason.TOO_MANY_SERIES, 2));
        assertThat(receipt.refusals().hasPace()).isFalse();
        assertThat(rounds).isEqualTo(SourceLimits.BURST_SECONDS - 2);
        assertThat(counted("received", any -> true)).isEqualTo(6 + rounds + 1);
        assertThat(counted("accepted", any -> true)).isEqualTo(3 + rounds);
        assertThat(counted("rejected", any -> true)).isEqualTo(4);
        assertThat(counted("rejected", "too_many_series_of_source"::equals)).isEqualTo(1);
        assertThat(counted("rejected", "too_many_series"::equals)).isEqualTo(2);
        assertThat(counted("rejected", "rate_limited"::equals)).isEqualTo(1);
    }

    private double counted(String what, Predicate<String> reason) {
        return registry.find("tocsin.collector.samples." + what).counters().stream()
                .filter(c -> c.getId().getTag("reason") == null
                        || reason.test(c.getId().getTag("reason")))
                .mapToDouble(Counter::count)
                .sum();
    }

    @Test
    void shouldStopAtOnce_whenKafkaRefusesTheFirstRecord() {
        log.mood = Mood.REFUSES;
        SampleBatch batch = batch();
        for (int i = 0; i < 100; i++) {
            batch.add(series("a", "h" + i), NOW, 1);
        }

        Outcome outcome = intake.accept(batch).outcome().join();

        assertThat(outcome).isEqualTo(new Outcome.Unavailable(Reason.KAFKA_UNAVAILABLE, "no broker answers"));
        assertThat(log.attempts).hasValue(1);
    }

    @Test
    void shouldRefuseAtOnceAndRecover_whenTheBufferIsFull() {
        IntakeLimits tight = new IntakeLimits(SeriesLimits.DEFAULT, SampleLimits.DEFAULT, 1000, 1000);
        Intake small = Intakes.over(log, tight, new SimpleMeterRegistry());
        log.mood = Mood.HANGS;

        Receipt waiting = small.accept(one(small, 1));
        Receipt second = small.accept(one(small, 2));
        Receipt third = small.accept(one(small, 3));

        assertThat(waiting.outcome()).isNotDone();
        assertThat(second.outcome()).isNotDone();
        assertThat(third.outcome().join())
                .isInstanceOfSatisfying(
                        Outcome.Unavailable.class, u -> assertThat(u.reason()).isEqualTo(Reason.BUFFER_FULL));
        log.release();
        log.mood = Mood.ACCEPTS;
        assertThat(waiting.outcome()).isCompletedWithValue(new Outcome.Stored());
        assertThat(small.accept(one(small, 4)).outcome()).isCompletedWithValue(new Outcome.Stored());
    }

    private SampleBatch one(Intake to, int value) {
        SampleBatch batch = batch();
        batch.add(to.series(Labels.of(Labels.METRIC_NAME, "a", "job", "api", "instance", "h1")), NOW, value);
        return batch;
    }

    @Test
    void shouldAskToComeAgain_whenTheRegistryIsAway() {
        Intake intake = new Intake(
                Intakes.LIMITS,
                frame -> {
                    throw new SerializationException("no registry");
                },
                log,
                () -> Instant.ofEpochMilli(NOW),
                new SimpleMeterRegistry());

        assertThat(intake.accept(one(intake, 1)).outcome().join())
                .isEqualTo(new Outcome.Unavailable(Reason.NOT_ENCODABLE, "no registry"));
    }

    @Test
    void shouldNameAHundredAndCountTheRest_whenVeryManyAreRefused() {
        SampleBatch batch = batch();
        for (int i = 0; i < 250; i++) {
            batch.add(series("m" + i, "h1"), NOW - 2 * HOUR, 1);
        }

        String text = intake.accept(batch).refusals().text();

        assertThat(text.lines()).hasSize(101);
        assertThat(text)
                .contains("m99{")
                .doesNotContain("m100{")
                .contains("in all 250 samples")
                .contains("timestamp_too_old=250");
    }
}
