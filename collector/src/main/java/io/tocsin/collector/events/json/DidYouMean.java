package io.tocsin.collector.events.json;

import io.tocsin.schemas.config.Spelling;
import java.util.Collection;

/** A hint at the end of a message. */
final class DidYouMean {

    /** The comparison costs memory by the length; nobody misspells a longer word. */
    private static final int LONGEST = 64;

    private DidYouMean() {}

    /** @return empty if no known word is near */
    static String of(String word, Collection<String> known) {
        return word.length() > LONGEST
                ? ""
                : Spelling.nearest(word, known)
                        .map(near -> "; did you mean " + near + "?")
                        .orElse("");
    }
}
