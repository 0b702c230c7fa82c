package io.tocsin.collector.intake;

import static io.tocsin.collector.intake.Intakes.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.collector.publish.Frames;
import io.tocsin.collector.publish.RecordingPublisher;
import io.tocsin.schemas.frame.FrameColumns;
import io.tocsin.schemas.frame.MetricFrame;
import io.tocsin.schemas.frame.MetricType;
import io.tocsin.schemas.labels.Labels;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MetadataTest {

    private final RecordingPublisher log = new RecordingPublisher();
    private final Intake intake = Intakes.over(log);

    private Series series(String name, Metadata metadata) {
        return intake.series(Labels.of(Labels.METRIC_NAME, name, "job", "api", "instance", "h1"), metadata);
    }

    private static Metadata help(String help) {
        return new Metadata(MetricType.COUNTER, help, "");
    }

    @ParameterizedTest
    @CsvSource({"x, 4096, 4096", "x, 4097, 4096", "é, 2048, 2048", "é, 2049, 2048", "日, 1366, 1365", "😀, 1025, 1024"})
    void shouldBeCutBetweenCharacters_whenATextIsTooLong(String character, int given, int kept) {
        assertThat(help(character.repeat(given)).help()).isEqualTo(character.repeat(kept));
        assertThat(new Metadata(MetricType.GAUGE, "", character.repeat(given)).unit())
                .isEqualTo(character.repeat(kept));
    }

    @Test
    void shouldFillOnlyTheColumnsThatSaySomething_whenSeriesDiffer() {
        SampleBatch batch = new SampleBatch(Transport.REMOTE_WRITE, 4);
        batch.add(series("a", Metadata.NONE), NOW, 1);
        batch.add(series("b", new Metadata(MetricType.UNKNOWN, "a", "")), NOW, 1);
        intake.accept(batch);

        MetricFrame frame = Frames.decode(log.records.getFirst());
        FrameColumns columns = frame.columns();
        assertThat(columns.metricTypes()).isEmpty();
        assertThat(columns.unitRefs()).isEmpty();
        assertThat(columns.startTimestamps()).isEmpty();
        assertThat(columns.helpRefs()).containsExactly(-1, frame.layout().symbolIndex("a"));
    }

    @Test
    void shouldKeepEveryStartWithItsSample_whenDuplicatesAreTakenOut() {
        SampleBatch batch = new SampleBatch(Transport.REMOTE_WRITE, 1);
        for (int i = 0; i < 200; i++) {
            batch.add(series("m" + i / 2, Metadata.NONE), NOW, i);
            batch.started(i % 4 == 0 ? NOW - i : 0);
        }

        intake.accept(batch);

        MetricFrame frame = Frames.decode(log.records.getFirst());
        assertThat(frame.size()).isEqualTo(100);
        for (int i = 0; i < 100; i++) {
            int sent = 2 * i;
            assertThat(frame.values()[i]).isEqualTo(sent);
            assertThat(frame.columns().startTimestamps()[i]).isEqualTo(sent % 4 == 0 ? NOW - sent : 0);
        }
    }

    @Test
    void shouldSendTheSameLayout_whenTheSameIsSaidAgain() {
        FrameAssembler assembler = new FrameAssembler(SampleLimits.DEFAULT, new Sources(SourceLimits.DEFAULT), 1000);
        Series one = series("m", help("Something."));
        Series other = series("m", help("Something else."));

        MetricFrame first = only(assembler, one, NOW);
        MetricFrame again = only(assembler, one, NOW + 1);
        MetricFrame changed = only(assembler, other, NOW + 2);

        assertThat(again.layout()).isSameAs(first.layout());
        assertThat(again.columns()).isSameAs(first.columns());
        assertThat(changed.layout()).isNotEqualTo(first.layout());
        assertThat(changed.layout().symbol(changed.columns().helpRefs()[0])).isEqualTo("Something else.");
    }

    private static MetricFrame only(FrameAssembler assembler, Series series, long at) {
        SampleBatch batch = new SampleBatch(Transport.REMOTE_WRITE, 1);
        batch.add(series, at, 1);
        return assembler.assemble(batch, NOW).getFirst().frame();
    }

    @Test
    void shouldKeepRecordsBelowAMebibyte_whenEveryHelpTextIsLongAndAnother() {
        SampleBatch batch = new SampleBatch(Transport.REMOTE_WRITE, 220);
        for (int i = 0; i < 220; i++) {
            batch.add(series("m" + i, help(i + "日".repeat(1360))), NOW, i);
        }

        intake.accept(batch);

        assertThat(log.records).hasSizeGreaterThan(1).allMatch(r -> r.value().length < 1_000_000);
        assertThat(Frames.samples(log)).hasSize(220);
        MetricFrame last = Frames.decode(log.records.getLast());
        int ref = last.columns().helpRefs()[last.size() - 1];
        assertThat(last.layout().symbol(ref).getBytes(StandardCharsets.UTF_8)).hasSize(3 + 3 * 1360);
    }
}
