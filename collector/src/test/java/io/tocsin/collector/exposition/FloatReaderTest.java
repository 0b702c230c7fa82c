package io.tocsin.collector.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Which spellings are numbers is told case by case in {@code values.txt}; here: that each is read to the last bit. */
final class FloatReaderTest {

    private static final int ROUNDS = 100_000;

    private final long seed = Long.getLong("fuzz.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final FloatReader reader = new FloatReader();

    @Test
    void shouldReadTheNearestDouble_whenDigitsAreRandom() {
        for (int i = 0; i < ROUNDS; i++) {
            String text = decimal();
            double expected = Double.parseDouble(text);
            boolean read = read(text);

            assertThat(read).as("seed %s: %s", seed, text).isEqualTo(Double.isFinite(expected));
            assertThat(!read || bits(reader.value()) == bits(expected))
                    .as("seed %s: %s", seed, text)
                    .isTrue();
        }
    }

    @Test
    void shouldReadBack_whenADoubleIsWritten() {
        for (int i = 0; i < ROUNDS; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                assertThat(read(Double.toString(value)) && bits(reader.value()) == bits(value))
                        .as("seed %s: %s", seed, value)
                        .isTrue();
            }
        }
    }

    @Test
    void shouldReadTheNearestDouble_whenHalfWayBetweenTwo() {
        for (int i = 0; i < 5_000; i++) {
            double value = Math.scalb(1 + random.nextDouble(), random.nextInt(200) - 100);
            String half = new BigDecimal(value)
                    .add(new BigDecimal(Math.nextUp(value)))
                    .divide(BigDecimal.TWO)
                    .toPlainString();
            for (String text : new String[] {half, half + "1"}) {
                assertThat(read(text) && bits(reader.value()) == bits(Double.parseDouble(text)))
                        .as("seed %s: %s", seed, text)
                        .isTrue();
            }
        }
    }

    @Test
    void shouldReadTheNearestDouble_atTheBoundsOfEachWay() {
        for (String digits :
                List.of("1", "9007199254740992", "9007199254740993", "123456789012345678", "1234567890123456789")) {
            for (int power = -50; power <= 80; power++) {
                String text = digits + "e" + power;
                assertThat(read(text) && bits(reader.value()) == bits(Double.parseDouble(text)))
                        .as(text)
                        .isTrue();
            }
        }
    }

    @Test
    void shouldReadOnlyWhatItIsGiven_whenMoreDigitsFollow() {
        byte[] bytes = "x12.534e5".getBytes(StandardCharsets.US_ASCII);

        assertThat(reader.read(bytes, 1, 5)).isTrue();
        assertThat(reader.value()).isEqualTo(12.5);
        assertThat(reader.read(bytes, 1, 8)).isFalse();
        assertThat(reader.read(bytes, 1, 1)).isFalse();
    }

    private String decimal() {
        StringBuilder text = new StringBuilder(random.nextBoolean() ? "-" : "");
        digits(text, 1 + random.nextInt(20));
        if (random.nextBoolean()) {
            digits(text.append('.'), random.nextInt(20));
        }
        if (random.nextBoolean()) {
            text.append('e').append(random.nextInt(700) - 350);
        }
        return text.toString();
    }

    private void digits(StringBuilder into, int count) {
        for (int i = 0; i < count; i++) {
            into.append(random.nextInt(3) == 0 ? 0 : random.nextInt(10));
        }
    }

    private boolean read(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return reader.read(bytes, 0, bytes.length);
    }

    private static long bits(double value) {
        return Double.doubleToRawLongBits(value);
    }
}
