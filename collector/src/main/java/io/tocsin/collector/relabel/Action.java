package io.tocsin.collector.relabel;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a relabelling rule does. */
public enum Action {
    REPLACE,
    KEEP,
    DROP,
    KEEPEQUAL,
    DROPEQUAL,
    HASHMOD,
    LABELMAP,
    LABELDROP,
    LABELKEEP,
    LOWERCASE,
    UPPERCASE;

    /** @param text in any case, as in Prometheus */
    static Optional<Action> of(String text) {
        return Arrays.stream(values())
                .filter(action -> action.text().equals(text.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    static List<String> texts() {
        return Arrays.stream(values()).map(Action::text).toList();
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean needsTarget() {
        return switch (this) {
            case REPLACE, HASHMOD, LOWERCASE, UPPERCASE, KEEPEQUAL, DROPEQUAL -> true;
            case KEEP, DROP, LABELMAP, LABELDROP, LABELKEEP -> false;
        };
    }
}
