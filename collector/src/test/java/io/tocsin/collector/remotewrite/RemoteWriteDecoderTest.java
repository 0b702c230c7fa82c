package io.tocsin.collector.remotewrite;

import static io.tocsin.collector.intake.Intakes.NOW;
import static io.tocsin.collector.remotewrite.WriteRequests.request;
import static io.tocsin.collector.remotewrite.WriteRequests.series;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.collector.intake.Intake;
import io.tocsin.collector.intake.Intakes;
import io.tocsin.collector.intake.Receipt;
import io.tocsin.collector.publish.Frames;
import io.tocsin.collector.publish.RecordingPublisher;
import io.tocsin.collector.remotewrite.WriteRequests.Message;
import io.tocsin.schemas.labels.Labels;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RemoteWriteDecoderTest {

    private static final int MAX_SAMPLES = 100;

    private final RecordingPublisher log = new RecordingPublisher();
    private final Intake intake = Intakes.over(log);
    private final RemoteWriteDecoder decoder = new RemoteWriteDecoder(intake, MAX_SAMPLES, 1000);

    private Receipt write(byte[] request) throws RemoteWriteException {
        return intake.accept(decoder.decode(request, request.length).batch());
    }

    private List<Frames.Read> read(byte[] request) throws RemoteWriteException {
        log.records.clear();
        write(request);
        return Frames.samples(log);
    }

    @Test
    void shouldYieldEverySample_whenARequestIsGood() throws Exception {
        byte[] request = request(
                series("up", "h1", 1, NOW),
                series("temperature", "h1", -3.5, NOW),
                s -> s.labels("__name__", "up", "job", "x").sample(0, NOW).sample(1, NOW + 5));

        assertThat(read(request))
                .containsExactly(
                        new Frames.Read("api/h1", labels("up"), NOW, 1),
                        new Frames.Read("api/h1", labels("temperature"), NOW, -3.5),
                        new Frames.Read("up", Labels.of("__name__", "up", "job", "x"), NOW, 0),
                        new Frames.Read("up", Labels.of("__name__", "up", "job", "x"), NOW + 5, 1));
    }

    private static Labels labels(String name) {
        return Labels.of("__name__", name, "instance", "h1", "job", "api");
    }

    @Test
    void shouldYieldTheSame_whenASeriesComesFromTheCache() throws Exception {
        byte[] first = request(series("up", "h1", 1, NOW));
        byte[] second = request(series("up", "h1", 2, NOW + 1), series("up", "h2", 3, NOW + 1));

        read(first);

        assertThat(read(second))
                .extracting(Frames.Read::labels)
                .containsExactly(labels("up"), labels("up").with("instance", "h2"));
    }

    @ParameterizedTest
    @ValueSource(longs = {0x7ff0000000000002L, 0x7ff8000000000001L, 0x8000000000000000L, 0x7ff0000000000000L, 1L})
    void shouldKeepEveryBit_whenAValueIsUnusual(long bits) throws Exception {
        List<Frames.Read> read = read(request(series("m", "h1", Double.longBitsToDouble(bits), NOW)));

        assertThat(Double.doubleToRawLongBits(read.getFirst().value())).isEqualTo(bits);
    }

    @Test
    void shouldYieldTheSameSeries_whenFieldsComeInAnotherOrder() throws Exception {
        byte[] request = request(
                s -> s.sample(1, NOW).label("job", "api").label("__name__", "m"),
                s -> s.label("job", "api").sample(2, NOW + 1).label("__name__", "m"),
                s -> s.message(2, m -> m.varint(2, NOW + 2).number(1, 3).varint(9, 7))
                        .varint(77, 5)
                        .labels("__name__", "m", "job", "api", "empty", ""));

        assertThat(read(request))
                .containsExactly(
                        new Frames.Read("m", Labels.of("__name__", "m", "job", "api"), NOW, 1),
                        new Frames.Read("m", Labels.of("__name__", "m", "job", "api"), NOW + 1, 2),
                        new Frames.Read("m", Labels.of("__name__", "m", "job", "api"), NOW + 2, 3));
    }

    @Test
    void shouldCountAndLeaveOut_whenThereAreExemplarsMetadataAndSeriesWithoutSamples() throws Exception {
        byte[] request = new Message()
                .message(
                        1,
                        s -> s.labels("__name__", "m")
                                .message(3, e -> e.number(1, 2))
                                .sample(1, NOW))
                .message(1, s -> s.labels("nothing", "here"))
                .message(3, m -> m.varint(1, 1).text(2, "m"))
                .message(3, m -> m.varint(1, 1).text(2, "n"))
                .varint(50, 3)
                .toBytes();

        DecodedWrite write = decoder.decode(request, request.length);

        assertThat(write.exemplars()).isEqualTo(1);
        assertThat(write.metadata()).isEqualTo(2);
        assertThat(write.batch().size()).isEqualTo(1);
    }

    @Test
    void shouldNameTheSeriesAndTakeTheRest_whenSomeAreBad() throws Exception {
        byte[] request = request(
                series("good", "h1", 1, NOW),
                s -> s.labels("job", "api").sample(1, NOW),
                s -> s.labels("__name__", "twice", "a", "1", "a", "2").sample(1, NOW),
                s -> s.labels("__name__", "native").message(4, h -> h.number(3, 1)),
                s -> s.message(1, l -> l.text(1, "__name__").bytes(2, new byte[] {(byte) 0xff}))
                        .sample(1, NOW),
                s -> s.labels("__name__", "x", "big", "v".repeat(70_000)).sample(1, NOW));

        Receipt receipt = write(request);

        assertThat(Frames.samples(log)).extracting(r -> r.labels().metricName()).containsExactly("good");
        assertThat(receipt.refusals().text().lines()).hasSize(5);
        assertThat(receipt.refusals().text())
                .contains("{job=\"api\"}: the series has no metric name")
                .contains("a=\"1\", a=\"2\"}: a label is given twice")
                .contains("native: native histograms are not supported")
                .contains("not valid UTF-8")
                .contains("bytes of labels: the labels of the series take too many bytes");
    }

    @Test
    void shouldRefuseAsAWhole_whenThereIsOneSampleTooMany() throws Exception {
        Message full = new Message();
        for (int i = 0; i < MAX_SAMPLES; i++) {
            full.message(1, series("m", "h" + i, 1, NOW));
        }
        byte[] most = full.toBytes();
        byte[] more = Arrays.copyOf(most, most.length * 101 / 100 + 100);
        byte[] extra = request(series("m", "h", 1, NOW));
        System.arraycopy(extra, 0, more, most.length, extra.length);

        assertThat(read(most)).hasSize(MAX_SAMPLES);
        assertThatThrownBy(() -> decoder.decode(more, most.length + extra.length))
                .isInstanceOfSatisfying(
                        RemoteWriteException.class, e -> assertThat(e.status()).isEqualTo(413))
                .hasMessageContaining("more than 100 samples");
    }

    @Test
    void shouldSayWhere_whenTheProtobufBreaksOff() {
        byte[] request = request(series("m", "h1", 1, NOW), series("n", "h1", 1, NOW));

        for (int length = 1; length < request.length; length++) {
            int cut = length;
            if (cut == request(series("m", "h1", 1, NOW)).length) {
                continue;
            }
            assertThatThrownBy(() -> decoder.decode(request, cut))
                    .isInstanceOf(RemoteWriteException.class)
                    .hasMessageContaining("near byte")
                    .hasMessageContaining("of " + cut);
        }
        assertThat(log.records).isEmpty();
    }

    @Test
    void shouldYieldNothing_whenTheRequestIsEmpty() throws Exception {
        assertThat(read(new byte[0])).isEmpty();
    }
}
