package io.tocsin.collector.events.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A text. */
record TextReader(Empty empty, FieldRules rules, int mostCodePoints) implements ValueReader {

    /** What the empty text is. */
    enum Empty {
        /** A mistake: the field has to say something. */
        REFUSED,
        /** The same as null. */
        NONE,
        KEPT
    }

    @Override
    public @Nullable Object read(JsonParser in, ElementProblems problems) throws IOException {
        if (!in.hasToken(JsonToken.VALUE_STRING)) {
            return ValueReader.otherThan("a text", in, problems);
        }
        String text = in.getText();
        if (text.isEmpty() && empty == Empty.REFUSED) {
            problems.add(EventReason.INVALID_VALUE, "must not be empty");
        }
        requireText(text, mostCodePoints, problems);
        if (rules.pattern().isPresent() && !rules.pattern().get().matcher(text).find()) {
            String pattern = rules.pattern().get().pattern();
            problems.add(EventReason.INVALID_VALUE, "must match " + pattern + ", is " + ElementProblems.shown(text));
        }
        return text.isEmpty() && empty == Empty.NONE ? null : text;
    }

    /** Half a character has no UTF-8: on the log it would be another text, and as a key another record. */
    static void requireText(String text, int mostCodePoints, ElementProblems problems) {
        int length = text.codePointCount(0, text.length());
        if (length > mostCodePoints) {
            problems.add(EventReason.TOO_LONG, "has " + length + " characters, at most " + mostCodePoints);
        }
        if (text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            problems.add(EventReason.INVALID_VALUE, "has half of a surrogate pair, which is no Unicode character");
        }
    }
}
