package io.tocsin.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tocsin.schemas.frame.FrameCodec;
import io.tocsin.schemas.frame.RecordKeys;
import io.tocsin.schemas.wire.WireFormat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MetricFrameTest {

    private static final Source SHOP = new Source("shop", "a/1");

    private final FrameCodec codec = new FrameCodec(WireFormat.singleObject(), "tocsin.metrics");

    @Test
    void shouldHaveTheProductsKey_whenASeriesHasASource() {
        Series series = Series.of(SHOP, "up", Map.of("zone", "b"));

        assertThat(SHOP.recordKey()).isEqualTo(RecordKeys.of(Products.of(series)));
    }

    @Test
    void shouldKeepALabelOfTheSourcesName_underAnother() {
        Series series = Series.of(SHOP, "up", Map.of("job", "batch", "instance", "x", "empty", ""));

        assertThat(series)
                .hasToString("{__name__=\"up\", exported_instance=\"x\", exported_job=\"batch\", instance=\"a/1\", "
                        + "job=\"shop\"}");
    }

    @ParameterizedTest
    @CsvSource({"1000, 1", "1001, 2", "2000, 2", "2001, 3"})
    void shouldMakeAnotherRecord_whenThereAreMoreThanAThousand(int samples, int records) throws Exception {
        List<byte[]> bodies = FrameBody.of(frame(samples, "v"));
        List<Double> values = new ArrayList<>();
        for (byte[] body : bodies) {
            byte[] bytes = Bytes.join(LogTopic.METRICS.singleObjectHeader(), body);
            for (double value : codec.decode(bytes, null).values()) {
                values.add(value);
            }
        }

        assertThat(bodies).hasSize(records);
        assertThat(values).hasSize(samples).doesNotHaveDuplicates();
    }

    @Test
    void shouldStayBelowARecordsBound_whenLabelsAreLong() {
        List<byte[]> bodies = FrameBody.of(frame(1_000, "v".repeat(4_000)));

        assertThat(bodies)
                .hasSizeGreaterThan(1)
                .allSatisfy(body -> assertThat(body).hasSizeLessThan(ClientSettings.MAX_RECORD_BYTES));
    }

    @Test
    void shouldMakeTheSameCuts_whenTheSeriesAreTheSame() {
        List<byte[]> first = FrameBody.of(frame(2_500, "v"));
        List<byte[]> second = FrameBody.of(frame(2_500, "v"));

        assertThat(second.toArray(byte[][]::new)).isDeepEqualTo(first.toArray(byte[][]::new));
    }

    @ParameterizedTest
    @CsvSource({"61, 10, 10", "10, 256, 10", "10, 10, 4096"})
    void shouldTakeASeries_whenItIsAtItsBounds(int labels, int name, int value) throws Exception {
        MetricFrame frame = MetricFrame.builder(SHOP, Instant.EPOCH)
                .add("m", labels(labels, name, value), 1)
                .build();
        byte[] bytes = Bytes.join(
                LogTopic.METRICS.singleObjectHeader(), FrameBody.of(frame).get(0));

        assertThat(codec.decode(bytes, null).size()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"62, 10, 10", "1, 257, 10", "1, 10, 4097", "4, 100, 4096"})
    void shouldRefuseASeries_whenItIsBeyondItsBounds(int labels, int name, int value) {
        MetricFrame.Builder frame = MetricFrame.builder(SHOP, Instant.EPOCH);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> frame.add("m", labels(labels, name, value), 1))
                .withMessageContaining("are allowed");
    }

    @Test
    void shouldEndASeriesOnce_whenItIsGone() {
        MetricFrame first = frame(2, "v");
        MetricFrame second =
                MetricFrame.builder(SHOP, Instant.EPOCH).endOthersOf(first).build();
        MetricFrame third =
                MetricFrame.builder(SHOP, Instant.EPOCH).endOthersOf(second).build();

        assertThat(second.samples().values())
                .hasSize(2)
                .allMatch(value -> Double.doubleToRawLongBits(value) == 0x7ff0000000000002L);
        assertThat(third.samples()).isEmpty();
        assertThat(FrameBody.of(third)).isEmpty();
    }

    @Test
    void shouldRefuse_whenASeriesStandsThereTwiceOrIsAnothers() {
        MetricFrame.Builder frame = MetricFrame.builder(SHOP, Instant.EPOCH).add("m", Map.of(), 1);
        MetricFrame.Builder others = MetricFrame.builder(new Source("shop", "b"), Instant.EPOCH);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> frame.add("m", Map.of("empty", ""), 2))
                .withMessageContaining("twice");
        assertThatIllegalArgumentException().isThrownBy(() -> others.endOthersOf(frame.build()));
    }

    private static MetricFrame frame(int samples, String value) {
        MetricFrame.Builder frame = MetricFrame.builder(SHOP, Instant.EPOCH);
        for (int i = 0; i < samples; i++) {
            frame.add("m", Map.of("n", value + i), i);
        }
        return frame.build();
    }

    private static Map<String, String> labels(int count, int nameLength, int valueLength) {
        Map<String, String> labels = new HashMap<>();
        for (int i = 0; i < count; i++) {
            String number = String.format("%02d", i);
            labels.put("n".repeat(nameLength - 2) + number, i == 0 ? "v".repeat(valueLength) : "v".repeat(10));
            if (nameLength == 100) {
                labels.put("n".repeat(nameLength - 2) + number, "v".repeat(valueLength));
            }
        }
        return labels;
    }
}
