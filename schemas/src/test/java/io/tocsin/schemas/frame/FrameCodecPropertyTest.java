package io.tocsin.schemas.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.schemas.labels.Labels;
import io.tocsin.schemas.wire.MalformedRecordException;
import io.tocsin.schemas.wire.WireFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

class FrameCodecPropertyTest {

    private final FrameCodec codec = new FrameCodec(WireFormat.singleObject(), "metrics");

    @Property
    void shouldGiveBackEveryFrame(@ForAll("frames") MetricFrame frame) throws MalformedRecordException {
        byte[] bytes = codec.encode(frame);

        MetricFrame read = codec.decode(bytes, null);
        MetricFrame again = codec.decode(bytes, read.layout());

        assertThat(read.timestamp()).isEqualTo(frame.timestamp());
        assertThat(read.layout()).isEqualTo(frame.layout());
        assertThat(read.layout().labels()).isEqualTo(frame.layout().labels());
        assertThat(read.values()).isEqualTo(frame.values());
        assertThat(read.timestampOffsets()).isEqualTo(frame.timestampOffsets());
        assertThat(codec.encode(read)).isEqualTo(bytes);
        assertThat(again.layout()).isSameAs(read.layout());
        assertThat(codec.encode(again)).isEqualTo(bytes);
    }

    /** Random bytes behind a sound header: only ever a malformed record. */
    @Property(tries = 3_000)
    void shouldOnlyBeMalformed_whenTheBodyIsRandom(@ForAll @Size(max = 200) byte[] body) {
        byte[] header = WireFormat.singleObject().header("metrics", FrameCodec.SCHEMA);
        byte[] data = java.util.Arrays.copyOf(header, header.length + body.length);
        System.arraycopy(body, 0, data, header.length, body.length);

        decodeOrRefuse(data);
        decodeOrRefuse(body);
    }

    /** Some bytes of a sound frame changed, left out or repeated: never anything but a malformed record or a frame. */
    @Property(tries = 3_000)
    void shouldOnlyBeMalformed_whenAFrameIsMutated(@ForAll("frames") MetricFrame frame, @ForAll long seed) {
        byte[] data = codec.encode(frame);
        Random random = new Random(seed);
        for (int n = 1 + random.nextInt(4); n > 0 && data.length > 10; n--) {
            int at = 10 + random.nextInt(data.length - 10);
            data = switch (random.nextInt(3)) {
                case 0 -> changed(data, at, (byte) random.nextInt());
                case 1 -> java.util.Arrays.copyOf(data, at);
                default -> doubled(data, at);
            };
        }

        decodeOrRefuse(data);
    }

    private static byte[] changed(byte[] data, int at, byte value) {
        byte[] copy = data.clone();
        copy[at] = value;
        return copy;
    }

    private static byte[] doubled(byte[] data, int at) {
        byte[] copy = new byte[data.length + 1];
        System.arraycopy(data, 0, copy, 0, at);
        System.arraycopy(data, at, copy, at + 1, data.length - at);
        return copy;
    }

    /** What is decoded must be whole: it can be encoded again. */
    private void decodeOrRefuse(byte[] data) {
        try {
            MetricFrame frame = codec.decode(data, null);
            assertThat(codec.decode(codec.encode(frame), null).size()).isEqualTo(frame.size());
        } catch (MalformedRecordException e) {
            assertThat(e.reason()).isNotNull();
        }
    }

    @Provide
    Arbitrary<MetricFrame> frames() {
        Arbitrary<Map<Labels, Double>> samples =
                Arbitraries.maps(labels(), Arbitraries.doubles()).ofMaxSize(20);
        Arbitrary<Long> times = Arbitraries.longs().between(1_000, 4_000_000_000_000L);
        return Combinators.combine(times, samples.map(LinkedHashMap::new), Arbitraries.of(0L, -1_000L, 250L))
                .as(FrameCodecPropertyTest::frame);
    }

    private static MetricFrame frame(long time, Map<Labels, Double> samples, long offset) {
        MetricFrame.Builder frame = MetricFrame.builder(time);
        samples.forEach((labels, value) -> frame.add(labels, value, time + offset));
        return frame.build();
    }

    private static Arbitrary<Labels> labels() {
        Arbitrary<String> words =
                Arbitraries.strings().ofMinLength(1).ofMaxLength(8).excludeChars('\ufffd');
        Arbitrary<String> sound = words.filter(word -> word.equals(new String(
                word.getBytes(java.nio.charset.StandardCharsets.UTF_8), java.nio.charset.StandardCharsets.UTF_8)));
        return Combinators.combine(sound, Arbitraries.maps(sound, sound).ofMaxSize(4))
                .as((name, others) -> Labels.of(others).with(Labels.METRIC_NAME, name));
    }
}
