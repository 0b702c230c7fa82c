package io.tocsin.collector.events.json;

import com.google.re2j.Pattern;
import java.math.BigDecimal;
import java.util.Optional;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What of a field its Avro type does not say. The schema carries it as further properties of the field, which Avro
 * itself leaves alone: {@code unit}, {@code minimum}, {@code maximum}, {@code pattern}.
 *
 * @param unit {@code epoch-ms} for a time, else for people
 * @param minimum which a number may be
 * @param maximum which a number may be
 * @param pattern that a text has to match, as JSON Schema understands it
 */
record FieldRules(Optional<String> unit, BigDecimal minimum, BigDecimal maximum, Optional<Pattern> pattern) {

    /** The whole numbers that every JSON implementation reads exactly (RFC 8259, section 6). */
    private static final BigDecimal EXACT = BigDecimal.valueOf((1L << 53) - 1);

    private static final String TIME = "epoch-ms";

    static final FieldRules NONE = new FieldRules(Optional.empty(), EXACT.negate(), EXACT, Optional.empty());

    static FieldRules of(Schema.Field field) {
        return new FieldRules(
                Optional.ofNullable(field.getProp("unit")),
                number(field, "minimum", NONE.minimum),
                number(field, "maximum", NONE.maximum),
                Optional.ofNullable(field.getProp("pattern")).map(Pattern::compile));
    }

    private static BigDecimal number(Schema.Field field, String property, BigDecimal dflt) {
        @Nullable Object value = field.getObjectProp(property);
        return value == null ? dflt : new BigDecimal(value.toString());
    }

    /** Whether the number is a point in time. */
    boolean isTime() {
        return unit.filter(TIME::equals).isPresent();
    }
}
