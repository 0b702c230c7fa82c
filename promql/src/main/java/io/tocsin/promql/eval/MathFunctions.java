package io.tocsin.promql.eval;

import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/**
 * The functions of one number, by name. {@link StrictMath} throughout: {@link Math} may differ in the last bit from one
 * machine to the next.
 */
final class MathFunctions {

    static final Map<String, DoubleUnaryOperator> BY_NAME = Map.ofEntries(
            Map.entry("abs", Math::abs),
            Map.entry("ceil", Math::ceil),
            Map.entry("floor", Math::floor),
            Map.entry("sqrt", Math::sqrt),
            Map.entry("sgn", value -> value > 0 ? 1 : value < 0 ? -1 : value),
            Map.entry("exp", StrictMath::exp),
            Map.entry("ln", StrictMath::log),
            Map.entry("log2", MathFunctions::log2),
            Map.entry("log10", StrictMath::log10),
            Map.entry("sin", StrictMath::sin),
            Map.entry("cos", StrictMath::cos),
            Map.entry("tan", StrictMath::tan),
            Map.entry("asin", StrictMath::asin),
            Map.entry("acos", StrictMath::acos),
            Map.entry("atan", StrictMath::atan),
            Map.entry("sinh", StrictMath::sinh),
            Map.entry("cosh", StrictMath::cosh),
            Map.entry("tanh", StrictMath::tanh),
            Map.entry("asinh", MathFunctions::asinh),
            Map.entry("acosh", MathFunctions::acosh),
            Map.entry("atanh", value -> StrictMath.log1p(2 * value / (1 - value)) / 2),
            Map.entry("deg", value -> value * 180 / Math.PI),
            Map.entry("rad", value -> value * Math.PI / 180));

    private static final double LN2 = StrictMath.log(2);
    private static final double LARGE = 0x1p28;

    private MathFunctions() {}

    /** Exact for powers of two. */
    private static double log2(double value) {
        if (value > 0 && value <= Double.MAX_VALUE) {
            int exponent = Math.getExponent(value);
            if (Math.scalb(1.0, exponent) == value) {
                return exponent;
            }
        }
        return StrictMath.log(value) / LN2;
    }

    private static double asinh(double value) {
        double x = Math.abs(value);
        double result = x > LARGE
                ? StrictMath.log(x) + LN2
                : x > 2
                        ? StrictMath.log(2 * x + 1 / (Math.sqrt(x * x + 1) + x))
                        : StrictMath.log1p(x + x * x / (1 + Math.sqrt(1 + x * x)));
        return Math.copySign(result, value);
    }

    private static double acosh(double x) {
        if (x < 1) {
            return Double.NaN;
        }
        if (x > LARGE) {
            return StrictMath.log(x) + LN2;
        }
        double t = x - 1;
        return x > 2
                ? StrictMath.log(2 * x - 1 / (x + Math.sqrt(x * x - 1)))
                : StrictMath.log1p(t + Math.sqrt(2 * t + t * t));
    }
}
