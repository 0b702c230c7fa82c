package io.tocsin.streamprocessor.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.promql.series.Samples;
import java.util.Arrays;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class RowCodecTest {

    private final RowEncoder encoder = new RowEncoder(OpenBlock.MAX_COLUMNS);
    private final RowDecoder decoder = new RowDecoder(OpenBlock.MAX_COLUMNS);

    @Property(tries = 2000)
    void shouldGiveBackTheBits_whateverTheCells(@ForAll("rows") double[] cells) {
        assertRoundTrip(cells);
    }

    @Provide
    Arbitrary<double[]> rows() {
        Arbitrary<Double> decimal =
                Arbitraries.integers().between(-100_000, 100_000).map(i -> i / 1000.0);
        Arbitrary<Double> integer =
                Arbitraries.longs().between(-(1L << 53), 1L << 53).map(Long::doubleValue);
        Arbitrary<Double> small = Arbitraries.integers().between(0, 2).map(Integer::doubleValue);
        Arbitrary<Double> bits = Arbitraries.longs().map(Double::longBitsToDouble);
        Arbitrary<Double> odd = Arbitraries.of(-0.0, Cell.ABSENT, Samples.staleMarker(), Double.NaN, 1 / 0.0, 1e300);
        return Arbitraries.of(
                        small,
                        decimal,
                        integer,
                        bits,
                        odd,
                        Arbitraries.oneOf(small, odd),
                        Arbitraries.oneOf(decimal, bits, odd))
                .flatMap(cell -> cell.array(double[].class).ofMinSize(1).ofMaxSize(OpenBlock.MAX_COLUMNS));
    }

    @Test
    void shouldGiveBackTheBits_whenARowIsOfOneKind() {
        Random random = new Random(4);
        assertThat(bytes(i -> 17)).isLessThan(4);
        assertThat(bytes(i -> Math.PI)).isLessThan(12);
        assertThat(bytes(i -> Samples.staleMarker())).isLessThan(370);
        assertThat(bytes(i -> i < 60 ? 5 : Cell.ABSENT)).isLessThan(6);
        assertThat(bytes(i -> 1e6 + 15.0 * i)).isLessThan(20);
        assertThat(bytes(i -> 1e9 + 1000.0 * i + random.nextInt(100))).isLessThan(145);
        assertThat(bytes(i -> random.nextInt(10_000) / 100.0)).isLessThan(240);
        assertThat(bytes(i -> (float) random.nextGaussian())).isLessThan(600);
        assertThat(bytes(i -> Double.longBitsToDouble(random.nextLong()))).isLessThan(1020);
        assertThat(bytes(i -> Double.longBitsToDouble(i % 2 == 0 ? Long.MIN_VALUE : Long.MAX_VALUE)))
                .isPositive();
    }

    @Test
    void shouldTakeNoByte_whenThereIsNoSample() {
        assertThat(bytes(i -> Cell.ABSENT)).isZero();
    }

    private int bytes(IntToDoubleFunction cell) {
        return assertRoundTrip(
                IntStream.range(0, OpenBlock.MAX_COLUMNS).mapToDouble(cell).toArray());
    }

    private int assertRoundTrip(double[] cells) {
        ByteSink sink = new ByteSink();
        // Something before and behind, so that nothing is read from the wrong place.
        sink.putByte(0x55);
        int samples = encoder.encode(cells, 0, cells.length, sink);
        int size = sink.size() - 1;
        sink.putByte(0x55);
        assertThat(samples).isEqualTo((int)
                Arrays.stream(cells).filter(cell -> !Cell.isAbsent(cell)).count());
        if (size > 0) {
            double[] decoded = new double[OpenBlock.MAX_COLUMNS];
            int decodedSamples = decoder.decode(sink.toArray(ByteCursor.PADDING), 1, cells.length, decoded);
            assertThat(decodedSamples).isEqualTo(samples);
            assertThat(bits(Arrays.copyOf(decoded, cells.length))).isEqualTo(bits(cells));
        }
        return size;
    }

    private static long[] bits(double[] values) {
        return Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray();
    }
}
