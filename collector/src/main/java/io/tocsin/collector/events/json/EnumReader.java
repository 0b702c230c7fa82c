package io.tocsin.collector.events.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.jspecify.annotations.Nullable;

/** One of several words. The symbol that stands for what a reader does not know is nothing that a producer can mean. */
final class EnumReader implements ValueReader {

    private final Schema schema;
    private final List<String> symbols;

    EnumReader(Schema schema) {
        this.schema = schema;
        this.symbols = symbols(schema);
    }

    /** Those that may be sent. */
    static List<String> symbols(Schema schema) {
        return schema.getEnumSymbols().stream()
                .filter(symbol -> !Objects.equals(symbol, schema.getEnumDefault()))
                .toList();
    }

    @Override
    public @Nullable Object read(JsonParser in, ElementProblems problems) throws IOException {
        if (!in.hasToken(JsonToken.VALUE_STRING)) {
            return ValueReader.otherThan("one of " + String.join(", ", symbols), in, problems);
        }
        String text = in.getText();
        if (symbols.contains(text)) {
            return SpecificData.getForSchema(schema).createEnum(text, schema);
        }
        problems.add(
                EventReason.INVALID_VALUE,
                "must be one of " + String.join(", ", symbols) + ", is " + ElementProblems.shown(text)
                        + DidYouMean.of(text, symbols));
        return null;
    }
}
