package io.tocsin.streamprocessor.signals;

import org.jspecify.annotations.Nullable;

/** Texts of producers as label values. */
final class Text {

    static final String UNKNOWN = "unknown";
    private static final int LONGEST = 100;

    private Text() {}

    /** @return {@code unknown} for none; cut where it is long */
    static String label(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return UNKNOWN;
        }
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
