package io.tocsin.collector.exposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.tocsin.collector.intake.RawLabels;
import io.tocsin.schemas.frame.MetricType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Whatever the bytes are, there are samples or an {@link ExpositionException} that points into the body. */
final class ExpositionFuzzTest {

    private static final int MUTATIONS = 1_000_000;

    /** Of a line as it is shown: each of its 120 characters may have become four. */
    private static final int LONGEST_TEXT = 4 * 120 + 2;

    /** Bytes that mean something somewhere, and some that mean nothing anywhere. */
    private static final byte[] SIGNS =
            "{}=,\"\\#\n\r\t 0123456789.+-eEnNaAiIfFpPxX_:<>\0\u0001HELPTYPUNIOF".getBytes(StandardCharsets.ISO_8859_1);

    private final long seed = Long.getLong("fuzz.seed", System.nanoTime());
    private final SplittableRandom random = new SplittableRandom(seed);
    private long taken;
    private long refused;

    /** Reads everything there is to read, and holds what it is told against the body. */
    private static final class Inspector implements ExpositionSink {

        private final RawLabels key = RawLabels.probe();

        @Override
        public void sample(SeriesText series, double value, long timestampMillis) throws ExpositionException {
            key.pointTo(series.bytes(), series.from(), series.to());
            if (!key.equals(key.lasting()) || key.length() == 0) {
                throw new IllegalStateException("no key: " + key.length());
            }
            if (!series.labels().has("__name__") || (series.isCreated() && series.type() == MetricType.GAUGE)) {
                throw new IllegalStateException("no metric name: " + series.labels());
            }
        }

        @Override
        public void exemplar(ExemplarText exemplar) throws ExpositionException {
            exemplar.labels();
        }

        @Override
        public void family(FamilyText family) {
            if (family.to() <= family.from() || family.metadata().help().length() > family.to() - family.from()) {
                throw new IllegalStateException("no family: " + family.metadata());
            }
        }
    }

    @Test
    void shouldThrowNothingElse_whenGoodBodiesAreDamaged() throws IOException {
        List<ExpositionCase> cases =
                ExpositionCase.all().stream().filter(ExpositionCase::isGood).toList();
        System.out.println("fuzz.seed=" + seed);

        for (int i = 0; i < MUTATIONS; i++) {
            ExpositionCase one = cases.get(random.nextInt(cases.size()));
            parse(random.nextInt(50) == 0 ? other(one.format()) : one.format(), damaged(one.body()));
        }

        assertThat(taken).as("seed " + seed).isGreaterThan(MUTATIONS / 20);
        assertThat(refused).as("seed " + seed).isGreaterThan(MUTATIONS / 4);
    }

    @Test
    void shouldThrowNothingElse_whenBytesAreRandom() {
        for (int i = 0; i < MUTATIONS / 20; i++) {
            byte[] bytes = new byte[random.nextInt(60)];
            random.nextBytes(bytes);
            for (int k = 0; k < bytes.length; k++) {
                bytes[k] = random.nextInt(10) == 0 ? bytes[k] : SIGNS[random.nextInt(SIGNS.length)];
            }
            parse(ExpositionFormat.PROMETHEUS, bytes);
            parse(ExpositionFormat.OPENMETRICS, bytes);
        }
    }

    @Test
    void shouldNotice_whenAParserThrowsSomethingElse() {
        byte[] good = "a 1\n".getBytes(StandardCharsets.US_ASCII);
        ExpositionSink broken = (series, value, timestamp) -> Objects.checkIndex(series.to(), 1);

        assertThat(fault(ExpositionFormat.PROMETHEUS, good, broken)).contains("IndexOutOfBounds");
        assertThat(fault(ExpositionFormat.PROMETHEUS, good, new Inspector())).isEmpty();
        assertThat(fault(new ExpositionException(1, 6, "x", "y", "z"), 4)).contains("points nowhere");
        assertThat(fault(new ExpositionException(1, 1, "x", "y", "\u0000"), 4)).contains("not to be read");
    }

    private static ExpositionFormat other(ExpositionFormat format) {
        return format == ExpositionFormat.PROMETHEUS ? ExpositionFormat.OPENMETRICS : ExpositionFormat.PROMETHEUS;
    }

    private byte[] damaged(byte[] good) {
        byte[] bytes = Arrays.copyOf(good, random.nextInt(8) == 0 ? random.nextInt(good.length + 1) : good.length);
        for (int n = random.nextInt(3); n >= 0 && bytes.length > 0; n--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(5)) {
                case 0 -> bytes[at] = (byte) random.nextInt();
                case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> bytes[at] = SIGNS[random.nextInt(SIGNS.length)];
                case 3 -> bytes = inserted(bytes, at);
                default -> bytes = cut(bytes, at);
            }
        }
        return bytes;
    }

    /** A piece of it comes twice. */
    private byte[] inserted(byte[] bytes, int at) {
        int length = random.nextInt(Math.min(12, bytes.length - at) + 1);
        byte[] longer = Arrays.copyOf(bytes, bytes.length + length);
        System.arraycopy(bytes, at, longer, at + length, bytes.length - at);
        return longer;
    }

    private byte[] cut(byte[] bytes, int at) {
        int length = random.nextInt(Math.min(4, bytes.length - at) + 1);
        byte[] shorter = Arrays.copyOf(bytes, bytes.length - length);
        System.arraycopy(bytes, at + length, shorter, at, bytes.length - at - length);
        return shorter;
    }

    private void parse(ExpositionFormat format, byte[] bytes) {
        String fault = fault(format, bytes, new Inspector());
        if (!fault.isEmpty()) {
            fail("seed " + seed + ": " + fault + ": " + format + " "
                    + HexFormat.of().formatHex(bytes));
        }
    }

    /** @return what is wrong with how the parser behaves, or nothing */
    private String fault(ExpositionFormat format, byte[] bytes, ExpositionSink sink) {
        try {
            format.parse(bytes, bytes.length, sink);
            taken++;
            return "";
        } catch (ExpositionException e) {
            refused++;
            return fault(e, bytes.length);
        } catch (RuntimeException | Error e) {
            return e.toString();
        }
    }

    private static String fault(ExpositionException e, int length) {
        if (e.line() < 1 || e.line() > length + 1 || e.column() < 1 || e.column() > length + 1) {
            return "points nowhere: " + e.getMessage();
        }
        boolean readable = String.valueOf(e.getMessage()).chars().noneMatch(Character::isISOControl);
        return readable && e.text().length() <= LONGEST_TEXT ? "" : "not to be read: " + e.getMessage();
    }
}
