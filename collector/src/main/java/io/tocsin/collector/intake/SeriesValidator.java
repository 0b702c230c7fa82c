package io.tocsin.collector.intake;

import io.tocsin.schemas.frame.RecordKeys;
import io.tocsin.schemas.labels.Labels;

/** Looks at a label set once and says what becomes of its samples. */
final class SeriesValidator {

    /** Longer names are cut in answers. */
    private static final int NAME_SHOWN = 300;

    private final SeriesLimits limits;

    SeriesValidator(SeriesLimits limits) {
        this.limits = limits;
    }

    Series series(Labels labels) {
        return series(labels, Metadata.NONE);
    }

    Series series(Labels labels, Metadata metadata) {
        if (!labels.has(Labels.METRIC_NAME)) {
            return refused(Reason.MISSING_METRIC_NAME, labels);
        }
        if (labels.size() > limits.labels()) {
            return refused(Reason.TOO_MANY_LABELS, labels);
        }
        int total = 0;
        for (int i = 0; i < labels.size(); i++) {
            int name = utf8Length(labels.name(i));
            int value = utf8Length(labels.value(i));
            total += name + value;
            if (name == 0 || name > limits.nameLength()) {
                return refused(name == 0 ? Reason.EMPTY_LABEL_NAME : Reason.LABEL_NAME_TOO_LONG, labels);
            }
            if (value > limits.valueLength()) {
                return refused(Reason.LABEL_VALUE_TOO_LONG, labels);
            }
        }
        return total > limits.totalLength()
                ? refused(Reason.SERIES_TOO_LARGE, labels)
                : Series.accepted(labels, RecordKeys.of(labels), metadata);
    }

    static int utf8Length(String text) {
        int length = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // Each half of a surrogate pair counts two of its four bytes.
            length += c < 0x80 ? 0 : c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
        }
        return length;
    }

    private static Series refused(Reason reason, Labels labels) {
        return refused(reason, labels.toString());
    }

    static Series refused(Reason reason, String name) {
        return Series.refused(reason, name.length() <= NAME_SHOWN ? name : name.substring(0, NAME_SHOWN) + "…");
    }
}
