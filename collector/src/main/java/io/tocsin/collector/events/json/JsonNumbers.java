package io.tocsin.collector.events.json;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Numbers as they are written, digit by digit; no double in between. */
final class JsonNumbers {

    /** More than any field has use for; keeps arithmetic on what a sender writes cheap. */
    private static final int MOST_DIGITS = 100;

    private JsonNumbers() {}

    /**
     * @param in stands at a number
     * @return null, and a problem, if it is no number that can be held
     */
    static @Nullable BigDecimal read(JsonParser in, ElementProblems problems) throws IOException {
        String text = in.getText();
        if (text.length() <= MOST_DIGITS) {
            try {
                return new BigDecimal(text);
            } catch (NumberFormatException e) {
                // The exponent is beyond everything.
            }
        }
        problems.add(EventReason.INVALID_VALUE, "is a number beyond all bounds: " + ElementProblems.shown(text));
        return null;
    }

    /** @return false, and a problem, if it is out of the bounds, which belong to what is permitted */
    static boolean within(BigDecimal value, FieldRules rules, ElementProblems problems) {
        // Compared, never expanded: 1e999999999 is short to write.
        if (value.compareTo(rules.minimum()) >= 0 && value.compareTo(rules.maximum()) <= 0) {
            return true;
        }
        problems.add(
                EventReason.INVALID_VALUE,
                "must be from " + rules.minimum().toPlainString() + " to "
                        + rules.maximum().toPlainString() + ", is " + value);
        return false;
    }
}
