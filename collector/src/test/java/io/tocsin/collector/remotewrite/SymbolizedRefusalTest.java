package io.tocsin.collector.remotewrite;

import static io.tocsin.collector.intake.Intakes.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.collector.intake.Intake;
import io.tocsin.collector.intake.Intakes;
import io.tocsin.collector.publish.Frames;
import io.tocsin.collector.publish.RecordingPublisher;
import io.tocsin.collector.remotewrite.WriteRequests.Message;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests of remote write 2.0 of which nothing is taken, and what their senders are told. */
final class SymbolizedRefusalTest {

    private static final int MAX_SAMPLES = 100;
    private static final int MAX_LABEL_BYTES = 10_000;
    private static final String NAME = "__name__";

    private final RecordingPublisher log = new RecordingPublisher();
    private final Intake intake = Intakes.over(log);
    private final SymbolizedDecoder decoder = new SymbolizedDecoder(intake, MAX_SAMPLES, MAX_LABEL_BYTES, 1000);
    private final SymbolizedRequest request = new SymbolizedRequest();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        1 2 1  |      |  | labels_refs of time series 1 has 3 references: names and values come in pairs
        1 3    |      |  | labels_refs of time series 1 refers to symbol 3, there are 3 symbols
        1 -1   |      |  | labels_refs of time series 1 refers to symbol 4294967295, there are 3 symbols
        1 2    |    3 |  | help_ref of time series 1 refers to symbol 3, there are 3 symbols
        1 2    |      | 3| unit_ref of time series 1 refers to symbol 3, there are 3 symbols
        """)
    void shouldRefuseAsAWhole_whenReferencesAreWrong(
            String refs, @Nullable Integer help, @Nullable Integer unit, String message) {
        int[] numbers =
                Arrays.stream(refs.split(" ")).mapToInt(Integer::parseInt).toArray();
        byte[] bytes = new Message()
                .text(4, "")
                .text(4, NAME)
                .text(4, "m")
                .message(5, s -> s.packed(1, 1, 2).sample(1, NOW))
                .message(
                        5,
                        s -> s.packed(1, numbers)
                                .sample(1, NOW)
                                .message(
                                        5,
                                        m -> m.varint(3, help == null ? 0 : help)
                                                .varint(4, unit == null ? 0 : unit)))
                .toBytes();

        assertMalformed(bytes, message);
    }

    private void assertMalformed(byte[] bytes, String message) {
        assertThatThrownBy(() -> decoder.decode(bytes, bytes.length))
                .isInstanceOfSatisfying(
                        RemoteWriteException.class, e -> assertThat(e.status()).isEqualTo(400))
                .hasMessageContaining(message);
        assertThat(log.records).isEmpty();
    }

    @Test
    void shouldRefuseAsAWhole_whenTheFirstSymbolIsNotEmpty() {
        byte[] bytes = new Message()
                .text(4, NAME)
                .text(4, "m")
                .message(5, s -> s.packed(1, 0, 1).sample(1, NOW))
                .toBytes();

        assertMalformed(bytes, "symbols[0] must be the empty string, it has 8 bytes");
    }

    @Test
    void shouldSaySo_whenOneMessageComesUnderTheOthersName() {
        byte[] one = WriteRequests.request(WriteRequests.series("m", "h1", 1, NOW));
        byte[] two = request.sample("m", "h1", 1, NOW).toBytes();
        RemoteWriteDecoder decoderOfOne = new RemoteWriteDecoder(intake, MAX_SAMPLES, 1000);

        assertMalformed(one, "this is a prometheus.WriteRequest");
        assertThatThrownBy(() -> decoderOfOne.decode(two, two.length))
                .isInstanceOf(RemoteWriteException.class)
                .hasMessageContaining("this is an io.prometheus.write.v2.Request");
    }

    @Test
    void shouldRefuseAsAWhole_whenThereIsOneSampleTooMany() throws Exception {
        for (int i = 0; i < MAX_SAMPLES; i++) {
            request.sample("m", "h" + i, 1, NOW);
        }
        byte[] most = request.toBytes();
        byte[] more = request.sample("m", "h", 1, NOW).toBytes();

        intake.accept(decoder.decode(most, most.length).batch());
        assertThat(Frames.samples(log)).hasSize(MAX_SAMPLES);
        assertThatThrownBy(() -> decoder.decode(more, more.length))
                .isInstanceOfSatisfying(
                        RemoteWriteException.class, e -> assertThat(e.status()).isEqualTo(413))
                .hasMessageContaining("more than 100 samples");
    }

    @ParameterizedTest
    @CsvSource({"4096, false", "4097, true"})
    void shouldRefuseAsAWhole_whenThereIsOneSymbolTooMany(int symbols, boolean refused) throws Exception {
        byte[] bytes = new byte[2 * symbols];
        for (int i = 0; i < bytes.length; i += 2) {
            bytes[i] = 0x22;
        }

        if (refused) {
            assertThatThrownBy(() -> decoder.decode(bytes, bytes.length))
                    .isInstanceOfSatisfying(
                            RemoteWriteException.class,
                            e -> assertThat(e.status()).isEqualTo(413))
                    .hasMessageContaining("more than 4096 symbols");
        } else {
            assertThat(decoder.decode(bytes, bytes.length).batch().size()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"982, false", "983, true"})
    void shouldRefuseAsAWhole_whenLabelsWouldBeTooLongWrittenOut(int length, boolean refused) throws Exception {
        String value = "v".repeat(length);
        for (int i = 10; i < 20; i++) {
            request.series(s -> s.sample(1, NOW), NAME, "metric" + i, "na", value);
        }
        byte[] bytes = request.toBytes();
        int writtenOut = 10 * (8 + 8 + 2 + length);

        assertThat(writtenOut > MAX_LABEL_BYTES).as("%d bytes", writtenOut).isEqualTo(refused);
        assertThat(bytes.length).isLessThan(MAX_LABEL_BYTES / 5);
        if (refused) {
            assertThatThrownBy(() -> decoder.decode(bytes, bytes.length))
                    .isInstanceOfSatisfying(
                            RemoteWriteException.class,
                            e -> assertThat(e.status()).isEqualTo(413))
                    .hasMessageContaining("more than 10000 bytes; send fewer series in a request");
        } else {
            assertThat(decoder.decode(bytes, bytes.length).batch().size()).isEqualTo(10);
            assertThat(decoder.decode(bytes, bytes.length).batch().size()).isEqualTo(10);
        }
    }

    @Test
    void shouldSayWhere_whenTheProtobufBreaksOff() {
        byte[] bytes = request.sample("m", "h1", 1, NOW).toBytes();
        int seriesAt =
                bytes.length - new SymbolizedRequest().sample("m", "h1", 1, NOW).toBytes().length;
        assertThat(seriesAt).isZero();

        for (int length = 1; length < bytes.length; length++) {
            int cut = length;
            try {
                assertThat(decoder.decode(bytes, cut).batch().size()).isZero();
            } catch (RemoteWriteException e) {
                assertThat(e).hasMessageContaining("near byte").hasMessageContaining("of " + cut);
            }
        }
        assertThat(log.records).isEmpty();
    }
}
