package io.tocsin.streamprocessor.intake;

import java.util.Locale;

/** Why a record of a source topic goes to the dead letters; the name is also the value of the counter's label. */
public enum RefusalReason {
    /** The bytes are not a record of this topic. */
    MALFORMED,
    /** No key, or not the key that the series map to. */
    WRONG_KEY,
    /** Older than the late bound, seen from the tick before it. */
    TOO_LATE,
    /** Newer than the future bound, seen from the tick after it. */
    FROM_THE_FUTURE,
    /** The limit of series, per source or in all. */
    TOO_MANY_SERIES,
    /** A rule version whose expressions, templates or numbers cannot be used. */
    INVALID_RULE;

    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
