package io.tocsin.collector.events.json;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.Pattern;
import java.util.List;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.util.internal.JacksonUtils;
import org.jspecify.annotations.Nullable;

/**
 * An Avro schema as a JSON Schema (2020-12) of what {@link EventDocument} takes as one event. The schema is the coarser
 * of the two only where JSON Schema has no words: a number's decimals, a field given twice, half a surrogate pair.
 */
public final class AvroToJsonSchema {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonLimits limits;

    private AvroToJsonSchema(JsonLimits limits) {
        this.limits = limits;
    }

    /**
     * @param record whose fields may carry {@code unit}, {@code minimum}, {@code maximum}, {@code pattern} and
     *     {@code example} beside what Avro knows
     * @param name under which the schema is known
     * @throws IllegalArgumentException if a type has no JSON form
     */
    public static ObjectNode of(Schema record, String name, JsonLimits limits) {
        ObjectNode schema = JSON.createObjectNode();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("$id", "urn:tocsin:" + name);
        schema.put("title", record.getName());
        new AvroToJsonSchema(limits).object(schema, record);
        schema.putArray("examples").add(example(record));
        return schema;
    }

    private void object(ObjectNode into, Schema record) {
        into.put("description", record.getDoc());
        into.put("type", "object");
        ObjectNode properties = into.putObject("properties");
        record.getFields().forEach(field -> field(properties.putObject(field.name()), field));
        ArrayNode required = into.putArray("required");
        record.getFields().stream().filter(field -> !field.hasDefaultValue()).forEach(f -> required.add(f.name()));
        into.put("additionalProperties", false);
    }

    private void field(ObjectNode into, Schema.Field field) {
        FieldRules rules = FieldRules.of(field);
        into.put("description", field.doc());
        rules.unit().ifPresent(unit -> into.put("x-unit", unit));
        boolean nullable = field.schema().getType() == Schema.Type.UNION;
        type(into, nullable ? NullableType.of(field.schema()) : field.schema(), rules, nullable);
        if (field.hasDefaultValue()) {
            into.set("default", JacksonUtils.toJsonNode(field.defaultVal()));
        }
        @Nullable Object example = field.getObjectProp("example");
        if (example != null) {
            into.putArray("examples").add(JSON.valueToTree(example));
        }
    }

    private void type(ObjectNode into, Schema schema, FieldRules rules, boolean nullable) {
        switch (schema.getType()) {
            case STRING -> text(into, rules, nullable);
            case LONG -> whole(into, rules, nullable);
            case DOUBLE -> bounds(types(into, nullable, "number"), rules);
            case BYTES -> decimal(into, (LogicalTypes.Decimal) schema.getLogicalType(), nullable);
            case BOOLEAN -> types(into, nullable, "boolean");
            case ENUM -> EnumReader.symbols(schema).forEach(words(types(into, nullable, "string"), nullable)::add);
            case ARRAY -> {
                types(into, nullable, "array").put("maxItems", limits.entries());
                element(into.putObject("items"), schema.getElementType());
            }
            case MAP -> {
                types(into, nullable, "object").put("maxProperties", limits.entries());
                into.putObject("propertyNames").put("maxLength", limits.textLength());
                into.putObject("additionalProperties").put("type", "string").put("maxLength", limits.textLength());
            }
            default -> throw new IllegalArgumentException("no field of an event is of the type " + schema.getType());
        }
    }

    private void element(ObjectNode into, Schema schema) {
        if (schema.getType() == Schema.Type.RECORD) {
            object(into, schema);
        } else {
            type(into, schema, FieldRules.NONE, false);
        }
    }

    private static ArrayNode words(ObjectNode into, boolean nullable) {
        ArrayNode words = into.putArray("enum");
        return nullable ? words.addNull() : words;
    }

    private static ObjectNode types(ObjectNode into, boolean nullable, String... types) {
        if (types.length == 1 && !nullable) {
            return into.put("type", types[0]);
        }
        ArrayNode several = into.putArray("type");
        List.of(types).forEach(several::add);
        if (nullable) {
            several.add("null");
        }
        return into;
    }

    private void text(ObjectNode into, FieldRules rules, boolean nullable) {
        types(into, nullable, "string").put("maxLength", limits.textLength());
        if (!nullable) {
            into.put("minLength", 1);
        }
        rules.pattern().map(Pattern::pattern).ifPresent(pattern -> into.put("pattern", pattern));
    }

    private static void whole(ObjectNode into, FieldRules rules, boolean nullable) {
        if (rules.isTime()) {
            types(into, nullable, "integer", "string");
            into.put("minimum", TimeReader.EARLIEST).put("maximum", TimeReader.LATEST);
            into.put("format", "date-time").put("pattern", TimeReader.RFC3339.pattern());
        } else {
            bounds(types(into, nullable, "integer"), rules);
        }
    }

    private static void bounds(ObjectNode into, FieldRules rules) {
        into.put("minimum", rules.minimum()).put("maximum", rules.maximum());
    }

    private static void decimal(ObjectNode into, LogicalTypes.Decimal type, boolean nullable) {
        types(into, nullable, "string", "number")
                .put("pattern", DecimalReader.pattern(type).pattern());
        into.put("exclusiveMinimum", DecimalReader.bound(type).negate().toBigIntegerExact());
        into.put("exclusiveMaximum", DecimalReader.bound(type).toBigIntegerExact());
    }

    /** A whole event of what its fields give as examples. */
    private static ObjectNode example(Schema record) {
        ObjectNode example = JSON.createObjectNode();
        for (Schema.Field field : record.getFields()) {
            @Nullable Object value = field.getObjectProp("example");
            if (value != null) {
                example.set(field.name(), JSON.valueToTree(value));
            } else if (field.schema().getType() == Schema.Type.ARRAY) {
                example.putArray(field.name()).add(example(field.schema().getElementType()));
            }
        }
        return example;
    }
}
