package io.tocsin.collector.events.json;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A whole number, which may be written as 1.0 or 1e3. */
record WholeNumberReader(FieldRules rules) implements ValueReader {

    @Override
    public @Nullable Object read(JsonParser in, ElementProblems problems) throws IOException {
        if (!in.currentToken().isNumeric()) {
            return ValueReader.otherThan("a whole number", in, problems);
        }
        BigDecimal value = JsonNumbers.read(in, problems);
        if (value == null || !JsonNumbers.within(value, rules, problems)) {
            return null;
        }
        if (value.stripTrailingZeros().scale() > 0) {
            problems.add(EventReason.INVALID_VALUE, "must be a whole number, is " + value);
            return null;
        }
        return value.longValueExact();
    }
}
