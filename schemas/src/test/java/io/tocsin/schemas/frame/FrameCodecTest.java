package io.tocsin.schemas.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.schemas.labels.Labels;
import io.tocsin.schemas.wire.MalformedRecordException;
import io.tocsin.schemas.wire.MalformedRecordException.Reason;
import io.tocsin.schemas.wire.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;

class FrameCodecTest {

    private static final int HEADER = 10;
    private static final Labels UP = Labels.of("__name__", "up", "instance", "a:1", "job", "node");
    private static final Labels LOAD = Labels.of("__name__", "load", "instance", "a:1", "job", "node");

    private final WireFormat wire = WireFormat.singleObject();
    private final FrameCodec codec = new FrameCodec(wire, "metrics");

    @Test
    void shouldGiveBackEverything_whenEncodedAndDecoded() throws MalformedRecordException {
        FrameLayout layout = FrameLayout.of(List.of(UP, LOAD), List.of("Is it up?", "seconds"));
        NativeHistogram histogram = new NativeHistogram(
                1,
                3,
                10,
                2.5,
                1e-9,
                1,
                new int[] {0, 2},
                new double[] {3, 4},
                new int[] {1, 1},
                new double[] {2},
                new double[0],
                2);
        FrameColumns columns = new FrameColumns(
                new int[] {2, 3},
                new int[] {layout.symbolIndex("Is it up?"), -1},
                new int[] {-1, layout.symbolIndex("seconds")},
                new long[] {0, 5},
                List.of(histogram));
        MetricFrame frame =
                new MetricFrame(1_000, layout, new double[] {1, Double.NaN}, new long[] {-1_000, 7}, columns);

        MetricFrame read = codec.decode(codec.encode(frame), null);

        assertThat(read.timestamp()).isEqualTo(1_000);
        assertThat(read.layout().labels()).containsExactly(UP, LOAD);
        assertThat(read.values()).containsExactly(1, Double.NaN);
        assertThat(read.timestampOf(0)).isZero();
        assertThat(read.timestampOf(1)).isEqualTo(1_007);
        assertThat(read.columns()).usingRecursiveComparison().isEqualTo(columns);
    }

    @Test
    void shouldKeepTheBitsOfAStalenessMarker_whenDecoded() throws MalformedRecordException {
        double stale = Double.longBitsToDouble(0x7ff0000000000002L);
        byte[] bytes = codec.encode(MetricFrame.builder(5).add(UP, stale).build());

        assertThat(Double.doubleToRawLongBits(codec.decode(bytes, null).values()[0]))
                .isEqualTo(0x7ff0000000000002L);
    }

    @Test
    void shouldHandOutTheSameLayout_whenItsBytesAreTheSame() throws MalformedRecordException {
        byte[] first =
                codec.encode(MetricFrame.builder(5).add(UP, 1).add(LOAD, 2).build());
        byte[] second =
                codec.encode(MetricFrame.builder(6).add(UP, 3).add(LOAD, 4).build());
        byte[] other =
                codec.encode(MetricFrame.builder(7).add(LOAD, 3).add(UP, 4).build());
        FrameLayout layout = codec.decode(first, null).layout();

        assertThat(codec.decode(second, layout).layout()).isSameAs(layout);
        assertThat(codec.decode(second, layout).values()).containsExactly(3, 4);
        assertThat(codec.decode(other, layout).layout()).isNotSameAs(layout);
        assertThat(codec.decode(other, layout).layout().labels()).containsExactly(LOAD, UP);
    }

    @Test
    void shouldTakeLessThan30BytesASample_whenAFrameHas500() {
        MetricFrame.Builder frame = MetricFrame.builder(1_760_000_000_000L);
        IntStream.range(0, 500)
                .forEach(i -> frame.add(
                        Labels.of(
                                "__name__", "node_cpu_seconds_total",
                                "cpu", Integer.toString(i / 8),
                                "instance", "host-17.example.org:9100",
                                "job", "node",
                                "mode", "mode-" + i % 8),
                        i * 0.37));

        assertThat(codec.encode(frame.build()).length / 500.0).isLessThan(30);
    }

    @Test
    void shouldBeAvro_whenReadByAvroItself() throws IOException {
        byte[] bytes = codec.encode(
                MetricFrame.builder(1_000).add(UP, 1.5).add(LOAD, 2.5, 1_250).build());

        var in = DecoderFactory.get().binaryDecoder(bytes, HEADER, bytes.length - HEADER, null);
        GenericRecord record = new GenericDatumReader<GenericRecord>(FrameCodec.SCHEMA).read(null, in);

        assertThat(in.isEnd()).isTrue();
        assertThat(record.get("timestamp")).isEqualTo(1_000L);
        assertThat(record.get("values")).isEqualTo(List.of(1.5, 2.5));
        assertThat(record.get("timestampOffsets")).isEqualTo(List.of(0L, 250L));
        assertThat(record.get("labelEnds")).isEqualTo(List.of(6, 12));
    }

    @Test
    void shouldReadBlocksOfAnySize_whenAnotherEncoderMadeThem() throws Exception {
        MetricFrame frame =
                MetricFrame.builder(1_000).add(UP, 1.5).add(LOAD, 2.5, 1_250).build();
        byte[] ours = codec.encode(frame);
        var in = DecoderFactory.get().binaryDecoder(ours, HEADER, ours.length - HEADER, null);
        GenericRecord record = new GenericDatumReader<GenericRecord>(FrameCodec.SCHEMA).read(null, in);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(ours, 0, HEADER);
        var blocking = new EncoderFactory().configureBlockSize(64).blockingBinaryEncoder(out, null);
        new GenericDatumWriter<GenericRecord>(FrameCodec.SCHEMA).write(record, blocking);
        blocking.flush();

        MetricFrame read = codec.decode(out.toByteArray(), null);

        assertThat(out.toByteArray()).isNotEqualTo(ours);
        assertThat(read.layout().labels()).containsExactly(UP, LOAD);
        assertThat(read.values()).containsExactly(1.5, 2.5);
        assertThat(read.timestampOffsets()).containsExactly(0, 250);
    }

    @Test
    void shouldSay_whatIsWrongWithTheLabels() {
        assertRefused(
                Reason.BAD_LABELS,
                new Raw().symbols("__name__", "up").refs(0, 2).ends(2));
        assertRefused(
                Reason.BAD_LABELS,
                new Raw().symbols("__name__", "up").refs(0, -1).ends(2));
        assertRefused(
                Reason.BAD_LABELS, new Raw().symbols("__name__", "").refs(0, 1).ends(2));
        assertRefused(
                Reason.BAD_LABELS, new Raw().symbols("job", "up").refs(0, 1).ends(2));
        assertRefused(
                Reason.BAD_LABELS,
                new Raw().symbols("__name__", "up").refs(0, 1, 0, 1).ends(4));
        assertRefused(
                Reason.BAD_LABELS,
                new Raw().symbols("__name__", "up", "Z").refs(0, 1, 2, 1).ends(4));
        assertRefused(
                Reason.BAD_LABELS,
                new Raw().symbols("__name__", "up").refs(0, 1, 0).ends(3));
        assertRefused(
                Reason.BAD_LABELS,
                new Raw().symbols("__name__", "up").refs(0, 1).ends(4));
        assertRefused(
                Reason.BAD_LABELS,
                new Raw().symbols("__name__", "up").refs(0, 1).ends(2, 2));
        assertRefused(
                Reason.BAD_LABELS,
                new Raw().symbols("__name__", "up").refs(0, 1, 0, 1).ends(2));
        assertRefused(
                Reason.BAD_LABELS,
                new Raw().symbols("__name__", "up").refs(0, 1, 0, 1).ends(2, 4));
    }

    @Test
    void shouldSay_whatIsWrongWithTheColumns() {
        Raw good = new Raw().symbols("__name__", "up").refs(0, 1).ends(2);
        assertThat(good.values(1.0).decodes(codec)).isTrue();

        assertRefused(Reason.COLUMN_MISMATCH, good.values());
        assertRefused(Reason.COLUMN_MISMATCH, good.values(1.0, 2.0));
        assertRefused(Reason.COLUMN_MISMATCH, good.values(1.0).column("timestampOffsets", List.of(1L, 2L)));
        assertRefused(Reason.COLUMN_MISMATCH, good.values(1.0).column("metricTypes", List.of(1, 2)));
        assertRefused(Reason.COLUMN_MISMATCH, good.values(1.0).column("helpRefs", List.of(2)));
        assertRefused(Reason.COLUMN_MISMATCH, good.values(1.0).column("unitRefs", List.of(-2)));
        assertRefused(Reason.COLUMN_MISMATCH, good.values(1.0).column("startTimestamps", List.of(1L, 2L)));
    }

    @Test
    void shouldSay_whenATimeCannotBe() {
        Raw frame = new Raw().symbols("__name__", "up").refs(0, 1).ends(2).values(1.0);

        assertThat(frame.column("timestamp", 0L).decodes(codec)).isTrue();
        assertRefused(Reason.OUT_OF_RANGE, frame.column("timestamp", -1L));
        frame.column("timestamp", 10L);
        assertThat(frame.column("timestampOffsets", List.of(-10L)).decodes(codec))
                .isTrue();
        assertRefused(Reason.OUT_OF_RANGE, frame.column("timestampOffsets", List.of(-11L)));
        assertRefused(Reason.OUT_OF_RANGE, frame.column("timestampOffsets", List.of(Long.MAX_VALUE)));
    }

    @Test
    void shouldRefuse_whatIsBeyondALimit() {
        FrameCodec small = new FrameCodec(wire, "metrics", new FrameLimits(2, 3, 8));
        MetricFrame.Builder frame = MetricFrame.builder(1);
        Labels atLimit = Labels.of("__name__", "12345678", "a", "1", "b", "2");

        frame.add(atLimit, 1).add(Labels.of("__name__", "a"), 1);
        assertThat(reasonOf(small, codec.encode(frame.build()))).isNull();
        frame.add(Labels.of("__name__", "b"), 1);
        assertThat(reasonOf(small, codec.encode(frame.build()))).isEqualTo(Reason.TOO_LARGE);
        assertThat(reasonOf(small, one(atLimit.with("c", "1")))).isEqualTo(Reason.TOO_LARGE);
        assertThat(reasonOf(small, one(atLimit.with("b", "123456789")))).isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void shouldNotAllocate_whatALengthOnlyClaims() {
        byte[] head = codec.encode(MetricFrame.builder(0).build());
        byte[] claims = new byte[] {0, (byte) 0xfe, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x0f};
        byte[] data = new byte[HEADER + claims.length];
        System.arraycopy(head, 0, data, 0, HEADER);
        System.arraycopy(claims, 0, data, HEADER, claims.length);

        assertThat(reasonOf(codec, data)).isEqualTo(Reason.TRUNCATED);
    }

    @Test
    void shouldRefuse_whenTheTextIsNoUtf8() {
        byte[] data = one(Labels.of("__name__", "zq"));
        for (int i = HEADER; i < data.length - 1; i++) {
            if (data[i] == 'z' && data[i + 1] == 'q') {
                data[i] = (byte) 0xc3;
            }
        }

        assertThat(reasonOf(codec, data)).isEqualTo(Reason.CORRUPT);
        assertThat(reasonOf(codec, one(Labels.of("__name__", "\ufffd")))).isNull();
    }

    @Test
    void shouldRefuse_whenItIsNoFrame() {
        byte[] data = one(UP);

        assertThat(reasonOf(codec, new byte[0])).isEqualTo(Reason.EMPTY);
        assertThat(reasonOf(codec, new byte[] {7})).isEqualTo(Reason.UNKNOWN_FORMAT);
        assertThat(reasonOf(codec, new byte[] {0, 0, 0, 0, 9})).isEqualTo(Reason.UNKNOWN_SCHEMA);
        assertThat(reasonOf(codec, java.util.Arrays.copyOf(data, data.length + 1)))
                .isEqualTo(Reason.TRAILING_BYTES);
        assertThat(reasonOf(codec, java.util.Arrays.copyOf(data, data.length - 1)))
                .isEqualTo(Reason.TRUNCATED);
        data[5] ^= 1;
        assertThat(reasonOf(codec, data)).isEqualTo(Reason.UNKNOWN_SCHEMA);
    }

    @Test
    void shouldRefuseToBuild_whenASeriesIsNamelessOrTwice() {
        MetricFrame.Builder twice = MetricFrame.builder(1).add(UP, 1).add(UP, 2);
        MetricFrame.Builder nameless = MetricFrame.builder(1).add(Labels.of("a", "b"), 1);

        assertThatThrownBy(twice::build).hasMessageContaining("twice in one frame: up{");
        assertThatThrownBy(nameless::build).hasMessageContaining("without a metric name");
    }

    private byte[] one(Labels labels) {
        return codec.encode(MetricFrame.builder(1).add(labels, 1).build());
    }

    private void assertRefused(Reason reason, Raw frame) {
        assertThat(reasonOf(codec, frame.bytes())).as(frame.record.toString()).isEqualTo(reason);
    }

    private static @org.jspecify.annotations.Nullable Reason reasonOf(FrameCodec codec, byte[] data) {
        try {
            codec.decode(data, null);
            return null;
        } catch (MalformedRecordException e) {
            assertThat(e.getMessage()).isNotBlank();
            return e.reason();
        }
    }

    /** A frame that need not make sense. */
    private static final class Raw {

        private final GenericRecord record = new GenericData.Record(FrameCodec.SCHEMA);

        Raw() {
            FrameCodec.SCHEMA.getFields().forEach(field -> record.put(field.name(), List.of()));
            record.put("timestamp", 1L);
            values(1.0);
        }

        Raw symbols(String... symbols) {
            return column("symbols", List.of(symbols));
        }

        Raw refs(Integer... refs) {
            return column("labelRefs", List.of(refs));
        }

        Raw ends(Integer... ends) {
            return column("labelEnds", List.of(ends));
        }

        Raw values(Double... values) {
            return column("values", List.of(values));
        }

        Raw column(String name, Object value) {
            record.put(name, value);
            return this;
        }

        boolean decodes(FrameCodec codec) {
            return reasonOf(codec, bytes()) == null;
        }

        byte[] bytes() {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] header = WireFormat.singleObject().header("metrics", FrameCodec.SCHEMA);
            out.write(header, 0, header.length);
            try {
                new GenericDatumWriter<GenericRecord>(FrameCodec.SCHEMA)
                        .write(record, EncoderFactory.get().directBinaryEncoder(out, null));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            return out.toByteArray();
        }
    }
}
