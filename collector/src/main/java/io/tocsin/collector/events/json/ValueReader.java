package io.tocsin.collector.events.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads one JSON value as one Avro type. Thread-safe. */
interface ValueReader {

    /**
     * @param in stands at the value's first token; afterwards at its last
     * @param problems takes what is wrong; then what is returned is of no use
     * @return as Avro's specific records want it; null for none
     * @throws IOException if what follows is no JSON
     */
    @Nullable
    Object read(JsonParser in, ElementProblems problems) throws IOException;

    /** Records that the value is of another kind, and skips it. */
    static @Nullable Object otherThan(String expected, JsonParser in, ElementProblems problems) throws IOException {
        problems.add(EventReason.WRONG_TYPE, "must be " + expected + ", is " + kind(in.currentToken()));
        in.skipChildren();
        return null;
    }

    private static String kind(@Nullable JsonToken token) {
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "a list";
            case VALUE_STRING -> "a text";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "true or false";
            case VALUE_NULL -> "null";
            case null, default -> "nothing";
        };
    }
}
