package io.tocsin.collector.intake;

import io.tocsin.schemas.frame.FrameLimits;
import io.tocsin.schemas.frame.MetricType;

/**
 * What a source says about the metric of a series. Texts longer than a frame takes are cut: no sample is refused for what
 * is said about it.
 *
 * @param help empty for none
 * @param unit empty for none
 */
public record Metadata(MetricType type, String help, String unit) {

    public static final Metadata NONE = new Metadata(MetricType.UNKNOWN, "", "");

    private static final int MOST_BYTES = FrameLimits.DEFAULT.symbolBytes();

    public Metadata {
        help = fitting(help);
        unit = fitting(unit);
    }

    boolean isNone() {
        return equals(NONE);
    }

    private static String fitting(String text) {
        return SeriesValidator.utf8Length(text) <= MOST_BYTES ? text : text.substring(0, end(text));
    }

    /** Where to cut, never within a character. */
    private static int end(String text) {
        int bytes = 0;
        int end = 0;
        while (end < text.length()) {
            int next = text.offsetByCodePoints(end, 1);
            bytes += SeriesValidator.utf8Length(text.substring(end, next));
            if (bytes > MOST_BYTES) {
                return end;
            }
            end = next;
        }
        return end;
    }
}
