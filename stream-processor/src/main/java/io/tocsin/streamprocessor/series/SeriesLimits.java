package io.tocsin.streamprocessor.series;

/**
 * How many series one store takes.
 *
 * @param seriesPerSource those that one source may have at a time
 * @param series those of all sources together
 */
public record SeriesLimits(int seriesPerSource, int series) {

    public SeriesLimits {
        if (seriesPerSource < 1 || series < 1) {
            throw new IllegalArgumentException(
                    "series limits must be positive: " + seriesPerSource + " a source, " + series + " in all");
        }
    }

    /** For what makes its own series. */
    public static final SeriesLimits UNLIMITED = new SeriesLimits(Integer.MAX_VALUE, Integer.MAX_VALUE);

    /** 100 000 a source, 1 000 000 in all. */
    public static SeriesLimits defaults() {
        return new SeriesLimits(100_000, 1_000_000);
    }
}
