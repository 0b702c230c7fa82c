package io.tocsin.collector.remotewrite;

import static io.tocsin.collector.intake.Intakes.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.collector.intake.Intake;
import io.tocsin.collector.intake.Intakes;
import io.tocsin.collector.intake.Receipt;
import io.tocsin.collector.publish.Frames;
import io.tocsin.collector.publish.RecordingPublisher;
import io.tocsin.collector.remotewrite.WriteRequests.Message;
import io.tocsin.schemas.frame.FrameColumns;
import io.tocsin.schemas.frame.MetricFrame;
import io.tocsin.schemas.labels.Labels;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SymbolizedDecoderTest {

    private static final int MAX_SAMPLES = 100;
    private static final String NAME = "__name__";

    private final RecordingPublisher log = new RecordingPublisher();
    private final Intake intake = Intakes.over(log);
    private final SymbolizedDecoder decoder = new SymbolizedDecoder(intake, MAX_SAMPLES, 1_000_000, 1000);
    private final SymbolizedRequest request = new SymbolizedRequest();

    private Receipt write(byte[] bytes) throws RemoteWriteException {
        return intake.accept(decoder.decode(bytes, bytes.length).batch());
    }

    private List<Frames.Read> read(byte[] bytes) throws RemoteWriteException {
        log.records.clear();
        write(bytes);
        return Frames.samples(log);
    }

    private MetricFrame onlyFrame() {
        assertThat(log.records).hasSize(1);
        return Frames.decode(log.records.getFirst());
    }

    private static Labels labels(String name, String instance) {
        return Labels.of(NAME, name, "instance", instance, "job", "api");
    }

    private static Consumer<Message> sample(double value, long timestamp) {
        return s -> s.sample(value, timestamp);
    }

    @Test
    void shouldYieldEverySample_whenARequestIsGood() throws Exception {
        request.sample("up", "h1", 1, NOW)
                .sample("temperature", "h1", -3.5, NOW)
                .series(s -> s.sample(0, NOW).sample(1, NOW + 5), NAME, "up", "job", "x");

        assertThat(read(request.toBytes()))
                .containsExactly(
                        new Frames.Read("api/h1", labels("up", "h1"), NOW, 1),
                        new Frames.Read("api/h1", labels("temperature", "h1"), NOW, -3.5),
                        new Frames.Read("up", Labels.of(NAME, "up", "job", "x"), NOW, 0),
                        new Frames.Read("up", Labels.of(NAME, "up", "job", "x"), NOW + 5, 1));
    }

    @Test
    void shouldKnowASeriesByItsStrings_whenTheirNumbersChange() throws Exception {
        byte[] first = request.sample("up", "h1", 1, NOW).toBytes();
        byte[] renumbered = SymbolizedRequest.after("h2", "x", "api", "job")
                .sample("up", "h1", 2, NOW + 1)
                .toBytes();
        byte[] sameNumbers =
                new SymbolizedRequest().sample("up", "h2", 3, NOW + 2).toBytes();

        assertThat(read(first)).containsExactly(new Frames.Read("api/h1", labels("up", "h1"), NOW, 1));
        assertThat(read(renumbered)).containsExactly(new Frames.Read("api/h1", labels("up", "h1"), NOW + 1, 2));
        assertThat(read(sameNumbers)).containsExactly(new Frames.Read("api/h2", labels("up", "h2"), NOW + 2, 3));
    }

    @ParameterizedTest
    @ValueSource(longs = {0x7ff0000000000002L, 0x7ff8000000000001L, 0x8000000000000000L, 0x7ff0000000000000L, 1L})
    void shouldKeepEveryBit_whenAValueIsUnusual(long bits) throws Exception {
        request.sample("m", "h1", Double.longBitsToDouble(bits), NOW);

        assertThat(Double.doubleToRawLongBits(read(request.toBytes()).getFirst().value()))
                .isEqualTo(bits);
    }

    @Test
    void shouldYieldTheSameSeries_whenFieldsComeInAnotherOrder() throws Exception {
        int[] refs = request.refs(NAME, "m", "job", "api", "empty", "");
        request.timeSeries(s -> s.sample(1, NOW).packed(1, refs));
        request.timeSeries(s -> s.packed(1, refs[0], refs[1], refs[2])
                .sample(2, NOW + 1)
                .varint(77, 5)
                .packed(1, refs[3], refs[4], refs[5]));
        request.timeSeries(s -> {
            for (int ref : refs) {
                s.unpacked(1, ref);
            }
            s.message(2, m -> m.varint(2, NOW + 2).number(1, 3).varint(9, 7));
        });

        assertThat(read(request.toBytesSeriesFirst()))
                .containsExactly(
                        new Frames.Read("m", Labels.of(NAME, "m", "job", "api"), NOW, 1),
                        new Frames.Read("m", Labels.of(NAME, "m", "job", "api"), NOW + 1, 2),
                        new Frames.Read("m", Labels.of(NAME, "m", "job", "api"), NOW + 2, 3));
    }

    @Test
    void shouldSendNoColumns_whenNothingIsSaidButSamples() throws Exception {
        write(request.sample("m", "h1", 1, NOW).sample("n", "h1", 1, NOW).toBytes());

        assertThat(onlyFrame().columns()).isSameAs(FrameColumns.NONE);
    }

    @Test
    void shouldKeepStarts_whenSamplesOrSeriesHaveThem() throws Exception {
        request.series(s -> s.message(2, m -> m.number(1, 1).varint(2, NOW).varint(3, NOW - 9)), job("own"));
        request.series(sample(1, NOW), job("none"));
        request.series(s -> s.sample(1, NOW).varint(6, NOW - 7), job("of_the_series"));
        request.series(
                s -> s.varint(6, NOW - 7)
                        .message(2, m -> m.number(1, 1).varint(2, NOW).varint(3, NOW - 8)),
                job("both"));

        write(request.toBytes());

        assertThat(onlyFrame().columns().startTimestamps()).containsExactly(NOW - 9, 0, NOW - 7, NOW - 8);
        assertThat(onlyFrame().columns().metricTypes()).isEmpty();
    }

    private static String[] job(String name) {
        return new String[] {NAME, name, "instance", "h1", "job", "api"};
    }

    @Test
    void shouldKeepTypeHelpAndUnit_whenTheyAreGiven() throws Exception {
        request.series(s -> s.sample(1, NOW).message(5, request.metadata(1, "How often.", "")), job("a_total"));
        request.series(s -> s.sample(1, NOW).message(5, request.metadata(2, "How warm.", "celsius")), job("b"));
        request.series(s -> s.sample(1, NOW), job("c"));
        request.series(s -> s.sample(1, NOW).message(5, request.metadata(99, "How often.", "")), job("d"));

        write(request.toBytes());

        MetricFrame frame = onlyFrame();
        FrameColumns columns = frame.columns();
        assertThat(columns.metricTypes()).containsExactly(1, 2, 0, 0);
        assertThat(texts(frame, columns.helpRefs())).containsExactly("How often.", "How warm.", "", "How often.");
        assertThat(texts(frame, columns.unitRefs())).containsExactly("", "celsius", "", "");
        assertThat(columns.startTimestamps()).isEmpty();
    }

    private static List<String> texts(MetricFrame frame, int[] refs) {
        return Arrays.stream(refs)
                .mapToObj(ref -> ref < 0 ? "" : frame.layout().symbol(ref))
                .toList();
    }

    @Test
    void shouldTakeTheNewOne_whenAHelpTextChanges() throws Exception {
        for (String help : List.of("Before.", "After.", "Before.")) {
            log.records.clear();
            SymbolizedRequest changed = new SymbolizedRequest();
            changed.series(s -> s.sample(1, NOW).message(5, changed.metadata(1, help, "")), job("a_total"));

            write(changed.toBytes());

            assertThat(texts(onlyFrame(), onlyFrame().columns().helpRefs())).containsExactly(help);
        }
    }

    @ParameterizedTest
    @CsvSource({"4096, 4096", "4097, 4096", "70000, 4096"})
    void shouldCutAHelpText_whenAFrameTakesNone(int length, int kept) throws Exception {
        request.series(s -> s.sample(1, NOW).message(5, request.metadata(1, "x".repeat(length), "")), job("m"));

        Receipt receipt = write(request.toBytes());

        assertThat(receipt.refusals().isEmpty()).isTrue();
        assertThat(texts(onlyFrame(), onlyFrame().columns().helpRefs())).containsExactly("x".repeat(kept));
    }

    @Test
    void shouldCountAndLeaveOut_whenThereAreExemplarsAndSeriesWithoutSamples() throws Exception {
        request.series(s -> s.message(4, e -> e.number(2, 2)).sample(1, NOW), NAME, "m");
        request.series(s -> s.message(4, e -> e.number(2, 2)), NAME, "only_exemplars");
        request.series(s -> {}, "nothing", "here");

        DecodedWrite write = decoder.decode(request.toBytes(), request.toBytes().length);

        assertThat(write.exemplars()).isEqualTo(2);
        assertThat(write.metadata()).isZero();
        assertThat(write.batch().size()).isEqualTo(1);
    }

    @Test
    void shouldNameTheSeriesAndTakeTheRest_whenSomeAreBad() throws Exception {
        request.sample("good", "h1", 1, NOW)
                .series(sample(1, NOW), "job", "api")
                .series(sample(1, NOW), NAME, "twice", "a", "1", "a", "2")
                .series(s -> s.message(3, h -> h.number(3, 1)).message(3, h -> h.number(3, 2)), NAME, "native")
                .series(sample(1, NOW), NAME, "x", "big", "v".repeat(60_000), "bigger", "w".repeat(6_000))
                .timeSeries(sample(1, NOW));

        Receipt receipt = write(request.toBytes());

        assertThat(receipt.taken()).isEqualTo(1);
        assertThat(Frames.samples(log)).extracting(r -> r.labels().metricName()).containsExactly("good");
        assertThat(receipt.refusals().total()).isEqualTo(6);
        assertThat(receipt.refusals().text())
                .contains("{job=\"api\"}: the series has no metric name")
                .contains("a=\"1\", a=\"2\"}: a label is given twice")
                .contains("native: native histograms are not supported")
                .contains("native_histogram=2")
                .contains("a series with 66018 bytes of labels: the labels of the series take too many bytes")
                .contains("{}: the series has no metric name");
    }

    @Test
    void shouldNameTheSeriesAndTakeTheRest_whenAStringIsNotUtf8() throws Exception {
        byte[] bytes = new Message()
                .text(4, "")
                .text(4, NAME)
                .text(4, "m")
                .bytes(4, new byte[] {(byte) 0xff})
                .message(5, s -> s.packed(1, 1, 2, 2, 3).sample(1, NOW))
                .message(5, s -> s.packed(1, 1, 2).sample(1, NOW).message(5, m -> m.varint(3, 3)))
                .message(5, s -> s.packed(1, 1, 2).sample(2, NOW + 1))
                .toBytes();

        for (int round = 0; round < 2; round++) {
            log.records.clear();
            Receipt receipt = write(bytes);

            assertThat(receipt.refusals().text().lines()).hasSize(2);
            assertThat(receipt.refusals().text())
                    .contains("{__name__=\"m\", m=\"\ufffd\"}: a label, help text or unit is not valid UTF-8");
            assertThat(Frames.samples(log)).extracting(Frames.Read::value).containsExactly(2.0);
        }
    }

    @ParameterizedTest
    @CsvSource({"512, a label is given twice", "513, a series with 513 labels: the series has too many labels"})
    void shouldNotEvenReadLabels_whenThereAreVeryMany(int count, String expected) throws Exception {
        String[] pairs = new String[2 * count];
        for (int i = 0; i < pairs.length; i += 2) {
            pairs[i] = "name";
            pairs[i + 1] = "value";
        }
        byte[] bytes = request.series(sample(1, NOW), pairs).toBytes();

        assertThat(write(bytes).refusals().text()).contains(expected);
    }

    @Test
    void shouldYieldNothing_whenTheRequestIsEmpty() throws Exception {
        assertThat(read(new byte[0])).isEmpty();
    }
}
