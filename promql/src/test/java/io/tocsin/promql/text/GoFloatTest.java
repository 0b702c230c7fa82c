package io.tocsin.promql.text;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Expectations are what Go prints. */
final class GoFloatTest {

    @Test
    void shouldPrintTheShortest() {
        shortest(0, "0");
        shortest(-0.0, "-0");
        shortest(1, "1");
        shortest(0.1, "0.1");
        shortest(-2.5, "-2.5");
        shortest(100000, "100000");
        shortest(123456.7, "123456.7");
        shortest(999999, "999999");
        shortest(1e6, "1e+06");
        shortest(1234567, "1.234567e+06");
        shortest(0.0001, "0.0001");
        shortest(0.00001, "1e-05");
        shortest(0.1 + 0.2, "0.30000000000000004");
        shortest(1e100, "1e+100");
        shortest(Double.MAX_VALUE, "1.7976931348623157e+308");
        shortest(Double.MIN_VALUE, "5e-324");
        shortest(2e-323, "2e-323");
        shortest(1.5e-323, "1.5e-323");
        shortest(1e23, "1e+23");
        shortest(Double.POSITIVE_INFINITY, "+Inf");
        shortest(Double.NEGATIVE_INFINITY, "-Inf");
        shortest(Double.NaN, "NaN");
    }

    @Test
    void shouldRoundHalfToEvenOfTheExactValue() {
        formatted(0.125, 'f', 2, "0.12");
        formatted(0.375, 'f', 2, "0.38");
        formatted(2.675, 'f', 2, "2.67");
        formatted(1.005, 'f', 2, "1.00");
        formatted(0.5, 'f', 0, "0");
        formatted(1.5, 'f', 0, "2");
        formatted(1e21, 'f', 1, "1000000000000000000000.0");
        formatted(-0.001, 'f', 2, "-0.00");
    }

    @Test
    void shouldPrintExponents() {
        formatted(0, 'e', 6, "0.000000e+00");
        formatted(123456, 'e', 2, "1.23e+05");
        formatted(9.999e-7, 'e', 0, "1e-06");
        formatted(9.994e99, 'e', 2, "9.99e+99");
        formatted(1e-100, 'e', 1, "1.0e-100");
    }

    @Test
    void shouldPrintSignificantDigits() {
        formatted(1234.5678, 'g', 4, "1235");
        formatted(12345.678, 'g', 4, "1.235e+04");
        formatted(0.00012345, 'g', 4, "0.0001234");
        formatted(0.000012345, 'g', 4, "1.234e-05");
        formatted(100, 'g', 3, "100");
        formatted(1000, 'g', 3, "1e+03");
        formatted(999.95, 'g', 4, "1000");
        formatted(5, 'g', 0, "5");
        formatted(50, 'g', 0, "5e+01");
        formatted(0, 'g', 4, "0");
    }

    @Test
    void shouldPrintWithoutExponent_whenPlain() {
        assertThat(GoFloat.plain(1e21)).isEqualTo("1000000000000000000000");
        assertThat(GoFloat.plain(1.5e-7)).isEqualTo("0.00000015");
        assertThat(GoFloat.plain(-0.0)).isEqualTo("-0");
    }

    @Property(tries = 2000)
    void shouldReadBack_whenShortest(@ForAll double value) {
        assertThat(Double.parseDouble(GoFloat.shortest(value))).isEqualTo(value);
        assertThat(Double.parseDouble(GoFloat.plain(value))).isEqualTo(value);
    }

    private static void shortest(double value, String expected) {
        assertThat(GoFloat.shortest(value)).isEqualTo(expected);
    }

    private static void formatted(double value, char format, int precision, String expected) {
        assertThat(GoFloat.format(value, format, precision))
                .as(value + " " + format + precision)
                .isEqualTo(expected);
    }
}
