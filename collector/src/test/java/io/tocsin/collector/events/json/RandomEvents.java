package io.tocsin.collector.events.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.avro.Schema;

/** Events as a sender might write them: right ones, many of them at a boundary, and such with a mistake or two. */
final class RandomEvents {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What stands where something else should: other types, and values just beyond a boundary. */
    private static final List<String> STRANGE = List.of(
            "null",
            "true",
            "false",
            "0",
            "-1",
            "1",
            "5",
            "6",
            "1.0",
            "1.5",
            "0.5",
            "-0",
            "1e3",
            "1e30",
            "1e-18",
            "1e-19",
            "100000000000000000000",
            "99999999999999999999",
            "-100000000000000000000",
            "253402300799999",
            "253402300800000",
            "9007199254740991",
            "9007199254740992",
            "\"\"",
            "\" \"",
            "\"x\"",
            "\"1\"",
            "\"-1.5\"",
            "\"1e3\"",
            "\".5\"",
            "\"1.\"",
            "\"+1\"",
            "\"00000000000000000001\"",
            "\"000000000000000000001\"",
            "\"1.1234567890123456789\"",
            "\"UNKNOWN\"",
            "\"STARTED\"",
            "\"started\"",
            "\"LOGIN\"",
            "\"IS\"",
            "\"is\"",
            "\"ISL\"",
            "\"IS\\n\"",
            "\"2026-03-01T12:00:00Z\"",
            "\"2026-02-30T12:00:00Z\"",
            "\"2024-02-29T00:00:00Z\"",
            "\"2026-03-01T24:00:00Z\"",
            "\"2026-03-01T23:59:60Z\"",
            "\"2026-03-01t12:00:00z\"",
            "\"2026-03-01 12:00:00Z\"",
            "\"2026-03-01T12:00:00\"",
            "\"2026-03-01T12:00:00.123456789+14:00\"",
            "\"2026-03-01T12:00:00.1234567890Z\"",
            "\"2026-03-01T12:00:00+15:00\"",
            "\"1969-12-31T23:59:59Z\"",
            "\"2026-03-01\"",
            "\"twelve chars\"",
            "\"thirteen char\"",
            "\"😀😀😀😀😀😀😀😀😀😀😀😀\"",
            "[]",
            "{}",
            "[1]",
            "[null]",
            "[{}]",
            "{\"a\":\"b\"}",
            "{\"a\":1}",
            "{\"\":\"\"}",
            "{\"a\":\"\",\"b\":\"\",\"c\":\"\"}",
            "{\"a\":\"\",\"b\":\"\",\"c\":\"\",\"d\":\"\"}",
            "{\"thirteen char\":\"\"}",
            "{\"a\":\"thirteen char\"}",
            "[{\"address\":\"A\",\"balance\":1}]",
            "[{\"address\":\"\",\"balance\":1}]",
            "[{\"address\":\"A\"}]");

    private final Random random;
    private final JsonLimits limits;

    RandomEvents(Random random, JsonLimits limits) {
        this.random = random;
        this.limits = limits;
    }

    JsonNode next(Schema record) throws Exception {
        ObjectNode event = event(record);
        for (int mistakes = random.nextInt(3); mistakes > 0; mistakes--) {
            spoil(event);
        }
        return event;
    }

    private ObjectNode event(Schema record) {
        ObjectNode event = NODES.objectNode();
        for (Schema.Field field : record.getFields()) {
            if (!field.hasDefaultValue() || random.nextInt(3) > 0) {
                event.set(field.name(), value(field.schema(), FieldRules.of(field)));
            }
        }
        return event;
    }

    private JsonNode value(Schema schema, FieldRules rules) {
        return switch (schema.getType()) {
            case UNION -> random.nextInt(5) == 0 ? NODES.nullNode() : value(NullableType.of(schema), rules);
            case RECORD -> event(schema);
            case STRING -> NODES.textNode(rules.pattern().isPresent() ? "IS" : text());
            case LONG -> rules.isTime() ? time() : NODES.numberNode(random.nextLong(0, 1L << 53));
            case DOUBLE -> NODES.numberNode(BigDecimal.valueOf(random.nextInt(10, 51), 1));
            case BYTES -> amount();
            case BOOLEAN -> NODES.booleanNode(random.nextBoolean());
            case ENUM ->
                NODES.textNode(schema.getEnumSymbols()
                        .get(random.nextInt(schema.getEnumSymbols().size())));
            case ARRAY -> list(schema.getElementType());
            case MAP -> map();
            default -> throw new AssertionError(schema);
        };
    }

    private String text() {
        return "é".repeat(random.nextInt(1, limits.textLength() + 1));
    }

    private JsonNode time() {
        return random.nextBoolean()
                ? NODES.numberNode(random.nextLong(0, 253_402_300_800_000L))
                : NODES.textNode("20%02d-%02d-%02dT%02d:00:00%s"
                        .formatted(
                                random.nextInt(100),
                                random.nextInt(1, 13),
                                random.nextInt(1, 31),
                                random.nextInt(24),
                                random.nextBoolean() ? "Z" : ".250-09:30"));
    }

    private JsonNode amount() {
        BigDecimal amount = new BigDecimal(new BigInteger(random.nextInt(1, 126), random), random.nextInt(19));
        boolean fits = amount.compareTo(BigDecimal.ONE.scaleByPowerOfTen(20)) < 0;
        BigDecimal value = fits ? amount : BigDecimal.ONE;
        return random.nextBoolean() ? NODES.numberNode(value) : NODES.textNode(value.toPlainString());
    }

    private ArrayNode list(Schema element) {
        ArrayNode list = NODES.arrayNode();
        for (int n = random.nextInt(limits.entries() + 1); n > 0; n--) {
            list.add(value(element, FieldRules.NONE));
        }
        return list;
    }

    private ObjectNode map() {
        ObjectNode map = NODES.objectNode();
        for (int n = random.nextInt(limits.entries() + 1); n > 0; n--) {
            map.put("k" + n, random.nextBoolean() ? "" : text());
        }
        return map;
    }

    private void spoil(ObjectNode event) throws Exception {
        List<String> names = new ArrayList<>();
        event.fieldNames().forEachRemaining(names::add);
        if (names.isEmpty() || random.nextInt(6) == 0) {
            event.set(random.nextBoolean() ? "eventid" : "zz", strange());
            return;
        }
        String name = names.get(random.nextInt(names.size()));
        JsonNode value = event.get(name);
        if (value instanceof ArrayNode list && !list.isEmpty() && list.get(0) instanceof ObjectNode inner) {
            spoil(inner);
        } else if (random.nextInt(6) == 0) {
            event.remove(name);
        } else {
            event.set(name, strange());
        }
    }

    private JsonNode strange() throws Exception {
        return JSON.reader()
                .with(com.fasterxml.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .readTree(STRANGE.get(random.nextInt(STRANGE.size())));
    }
}
