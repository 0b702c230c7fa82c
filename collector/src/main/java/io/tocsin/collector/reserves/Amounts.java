package io.tocsin.collector.reserves;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.collector.reserves.Trouble.Reason;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Numbers as they are written, exactly; what does not fit a {@code ReserveSnapshot} is refused, nothing is rounded. */
final class Amounts {

    /** As the schema has it: 20 digits before the point, 18 behind it. */
    private static final int WHOLE = 20;

    private static final int SCALE = 18;
    private static final int MOST_TEXT = 100;
    private static final Pattern WRITTEN = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");

    private Amounts() {}

    /** @param decimals the number is in units of 10 to the power of minus this */
    static BigDecimal of(JsonNode node, int decimals) throws Trouble {
        if (node.isMissingNode() || node.isNull()) {
            throw new Trouble(Reason.MISSING, "is not in the answer");
        }
        if (node.isNumber()) {
            return scaled(node.decimalValue(), decimals);
        }
        String text = node.isTextual() ? node.textValue().strip() : "";
        if (text.length() > MOST_TEXT || !WRITTEN.matcher(text).matches()) {
            throw new Trouble(Reason.INVALID, "is no number");
        }
        return scaled(new BigDecimal(text), decimals);
    }

    static boolean flag(JsonNode node) throws Trouble {
        if (node.isMissingNode() || node.isNull()) {
            throw new Trouble(Reason.MISSING, "is not in the answer");
        }
        if (!node.isBoolean()) {
            throw new Trouble(Reason.INVALID, "is neither true nor false");
        }
        return node.booleanValue();
    }

    /** A sum of amounts may be larger than any of them. */
    static BigDecimal fitting(BigDecimal amount) throws Trouble {
        return scaled(amount, 0);
    }

    private static BigDecimal scaled(BigDecimal written, int decimals) throws Trouble {
        if (written.signum() == 0) {
            return BigDecimal.ZERO.setScale(SCALE);
        }
        // As long: an exponent may be near the end of what an int holds. Before zeros go, which would move it further.
        if (written.precision() - ((long) written.scale() + decimals) > WHOLE) {
            throw new Trouble(Reason.INVALID, "has more than " + WHOLE + " digits before the point");
        }
        BigDecimal shortest = written.stripTrailingZeros();
        long scale = (long) shortest.scale() + decimals;
        if (scale > SCALE) {
            throw new Trouble(Reason.INVALID, "has more than " + SCALE + " decimals, and is not rounded");
        }
        return new BigDecimal(shortest.unscaledValue(), (int) scale).setScale(SCALE);
    }
}
