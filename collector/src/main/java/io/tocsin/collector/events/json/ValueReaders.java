package io.tocsin.collector.events.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Which reader an Avro type has. */
final class ValueReaders {

    private final JsonLimits limits;

    ValueReaders(JsonLimits limits) {
        this.limits = limits;
    }

    /** @throws IllegalArgumentException if the type has no JSON form */
    ValueReader of(Schema schema, FieldRules rules) {
        return switch (schema.getType()) {
            case RECORD -> new RecordReader(schema, this);
            case UNION -> optional(NullableType.of(schema), rules);
            case STRING -> new TextReader(TextReader.Empty.REFUSED, rules, limits.textLength());
            case LONG -> rules.isTime() ? TimeReader.INSTANCE : new WholeNumberReader(rules);
            case DOUBLE -> new DoubleReader(rules);
            case BYTES -> new DecimalReader((LogicalTypes.Decimal) schema.getLogicalType());
            case BOOLEAN -> ValueReaders::bool;
            case ENUM -> new EnumReader(schema);
            case ARRAY -> list(of(schema.getElementType(), FieldRules.NONE));
            case MAP -> map(new TextReader(TextReader.Empty.KEPT, FieldRules.NONE, limits.textLength()));
            case FIXED, INT, FLOAT, NULL ->
                throw new IllegalArgumentException("no field of an event is of the type " + schema.getType());
        };
    }

    private ValueReader optional(Schema schema, FieldRules rules) {
        ValueReader reader = schema.getType() == Schema.Type.STRING
                ? new TextReader(TextReader.Empty.NONE, rules, limits.textLength())
                : of(schema, rules);
        return (in, problems) -> in.hasToken(JsonToken.VALUE_NULL) ? null : reader.read(in, problems);
    }

    private static @Nullable Object bool(JsonParser in, ElementProblems problems) throws IOException {
        return in.currentToken().isBoolean()
                ? (Object) in.getBooleanValue()
                : ValueReader.otherThan("true or false", in, problems);
    }

    private ValueReader list(ValueReader element) {
        return (in, problems) -> {
            if (!in.isExpectedStartArrayToken()) {
                return ValueReader.otherThan("a list", in, problems);
            }
            List<Object> values = new ArrayList<>();
            int count = 0;
            while (in.nextToken() != JsonToken.END_ARRAY) {
                int before = problems.enter(count++);
                Object value = element.read(in, problems);
                problems.leave(before);
                if (value != null && count <= limits.entries()) {
                    values.add(value);
                }
            }
            requireFew(count, "elements", problems);
            return values;
        };
    }

    private ValueReader map(ValueReader entry) {
        return (in, problems) -> {
            if (!in.isExpectedStartObjectToken()) {
                return ValueReader.otherThan("an object of texts", in, problems);
            }
            Map<String, Object> values = new LinkedHashMap<>();
            int count = 0;
            while (in.nextToken() != JsonToken.END_OBJECT) {
                String name = in.currentName();
                in.nextToken();
                int before = problems.enter(name);
                count++;
                TextReader.requireText(name, limits.textLength(), problems);
                Object value = entry.read(in, problems);
                if (value != null && count <= limits.entries() && values.put(name, value) != null) {
                    problems.add(EventReason.DUPLICATE_FIELD, "is given twice");
                }
                problems.leave(before);
            }
            requireFew(count, "entries", problems);
            return values;
        };
    }

    private void requireFew(int count, String what, ElementProblems problems) {
        if (count > limits.entries()) {
            problems.add(EventReason.TOO_LONG, "has " + count + " " + what + ", at most " + limits.entries());
        }
    }
}
