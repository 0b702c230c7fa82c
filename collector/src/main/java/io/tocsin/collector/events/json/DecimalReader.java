package io.tocsin.collector.events.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.google.re2j.Pattern;
import java.io.IOException;
import java.math.BigDecimal;
import org.apache.avro.LogicalTypes;
import org.jspecify.annotations.Nullable;

/** An exact amount, as a text or as a number; what does not fit is refused, nothing is ever rounded. */
final class DecimalReader implements ValueReader {

    private final int whole;
    private final int scale;
    private final Pattern written;

    DecimalReader(LogicalTypes.Decimal type) {
        this.whole = type.getPrecision() - type.getScale();
        this.scale = type.getScale();
        this.written = pattern(type);
    }

    /** How an amount is written as a text. */
    static Pattern pattern(LogicalTypes.Decimal type) {
        int whole = type.getPrecision() - type.getScale();
        return Pattern.compile("^-?[0-9]{1," + whole + "}(\\.[0-9]{1," + type.getScale() + "})?$");
    }

    /** The first amount that is too large. */
    static BigDecimal bound(LogicalTypes.Decimal type) {
        return BigDecimal.ONE.scaleByPowerOfTen(type.getPrecision() - type.getScale());
    }

    @Override
    public @Nullable Object read(JsonParser in, ElementProblems problems) throws IOException {
        if (in.hasToken(JsonToken.VALUE_STRING)) {
            return ofText(in.getText(), problems);
        }
        if (!in.currentToken().isNumeric()) {
            return ValueReader.otherThan("an amount (a text or a number)", in, problems);
        }
        BigDecimal value = JsonNumbers.read(in, problems);
        return value == null ? null : fitting(value, problems);
    }

    private @Nullable BigDecimal ofText(String text, ElementProblems problems) {
        if (written.matches(text)) {
            return new BigDecimal(text).setScale(scale);
        }
        problems.add(
                EventReason.INVALID_VALUE,
                "must be an amount like \"1250.000001\", of at most " + whole + " digits and " + scale
                        + " decimals, is " + ElementProblems.shown(text));
        return null;
    }

    private @Nullable BigDecimal fitting(BigDecimal value, ElementProblems problems) {
        BigDecimal shortest = value.stripTrailingZeros();
        // As long: an exponent may be near the end of what an int holds.
        if (value.signum() != 0 && (long) shortest.precision() - shortest.scale() > whole) {
            problems.add(EventReason.INVALID_VALUE, "has more than " + whole + " digits before the point: " + value);
            return null;
        }
        if (shortest.scale() > scale) {
            problems.add(
                    EventReason.INVALID_VALUE, "has more than " + scale + " decimals, and is not rounded: " + value);
            return null;
        }
        return shortest.setScale(scale);
    }
}
