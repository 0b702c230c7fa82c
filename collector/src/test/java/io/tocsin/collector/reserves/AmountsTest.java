package io.tocsin.collector.reserves;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is written comes out, digit by digit, or not at all. */
final class AmountsTest {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static JsonNode node(String json) throws Exception {
        return JSON.readTree(json);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0",
        "1, 0, 1",
        "-3, 0, -3",
        "1000000000001, 6, 1000000.000001",
        "\"1000000000001\", 6, 1000000.000001",
        "0.1, 0, 0.1",
        "\" 12.50 \", 0, 12.5",
        "1e3, 0, 1000",
        "1.5E-3, 0, 0.0015",
        "1E+25, 6, 10000000000000000000",
        "0E+999999999, 0, 0",
        "99999999999999999999.999999999999999999, 0, 99999999999999999999.999999999999999999",
        "99999999999999999999999999999999999999, 18, 99999999999999999999.999999999999999999",
        "0.000000000000000001, 0, 0.000000000000000001",
        "1, 18, 0.000000000000000001",
        "10, 19, 0.000000000000000001",
    })
    void shouldTakeANumberExactly(String json, int decimals, BigDecimal amount) throws Exception {
        assertThat(Amounts.of(node(json), decimals))
                .isEqualByComparingTo(amount)
                .extracting(BigDecimal::scale)
                .isEqualTo(18);
    }

    @ParameterizedTest
    @CsvSource({
        "100000000000000000000, 0, INVALID",
        "0.0000000000000000001, 0, INVALID",
        "1, 19, INVALID",
        "1e999999999, 0, INVALID",
        "1e-999999999, 0, INVALID",
        "100e2147483647, 0, INVALID",
        "100e2147483647, 100, INVALID",
        "100e-2147483647, 100, INVALID",
        "true, 0, INVALID",
        "{}, 0, INVALID",
        "\"\", 0, INVALID",
        "'\"1,5\"', 0, INVALID",
        "\"0x10\", 0, INVALID",
        "\"NaN\", 0, INVALID",
        "\"1e3\", 0, INVALID",
        "null, 0, MISSING",
    })
    void shouldNotTakeWhatIsNoExactNumber(String json, int decimals, Trouble.Reason reason) {
        assertThatThrownBy(() -> Amounts.of(node(json), decimals))
                .isInstanceOfSatisfying(
                        Trouble.class, trouble -> assertThat(trouble.reason()).isEqualTo(reason));
    }

    @Test
    void shouldKeepEveryDigit_ofThirtyEight() throws Exception {
        long seed = 38_000_038;
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int i = 0; i < 5_000; i++) {
            StringBuilder digits = new StringBuilder().append(random.nextInt(1, 10));
            while (digits.length() < 38) {
                digits.append(random.nextInt(10));
            }
            BigDecimal expected = new BigDecimal(new BigInteger(digits.toString()), 18);
            String plain = digits.substring(0, 20) + "." + digits.substring(20);

            assertThat(Amounts.of(node(digits.toString()), 18))
                    .as("seed %d", seed)
                    .isEqualTo(expected);
            assertThat(Amounts.of(node('"' + digits.toString() + '"'), 18)).isEqualTo(expected);
            assertThat(Amounts.of(node(plain), 0)).isEqualTo(expected);
            assertThat(Amounts.of(node('"' + plain + '"'), 0)).isEqualTo(expected);
            // What a double would have made of it.
            assertThat(new BigDecimal(Double.parseDouble(plain))).isNotEqualByComparingTo(expected);
        }
    }
}
