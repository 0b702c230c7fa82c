package io.tocsin.collector.events.json;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A measurement, for which a double is exact enough: never an amount. */
record DoubleReader(FieldRules rules) implements ValueReader {

    @Override
    public @Nullable Object read(JsonParser in, ElementProblems problems) throws IOException {
        if (!in.currentToken().isNumeric()) {
            return ValueReader.otherThan("a number", in, problems);
        }
        BigDecimal value = JsonNumbers.read(in, problems);
        return value == null || !JsonNumbers.within(value, rules, problems) ? null : (Object) value.doubleValue();
    }
}
