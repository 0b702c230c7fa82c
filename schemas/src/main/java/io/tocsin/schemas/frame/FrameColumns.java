package io.tocsin.schemas.frame;

import java.util.List;

/**
 * What a frame may carry besides samples; each column has one entry a series, or none at all. The arrays are shared, not
 * copied: do not change them.
 *
 * @param metricTypes as in {@code MetricFrame.avsc}
 * @param helpRefs indexes into {@link FrameLayout#symbol}, -1 for none
 * @param unitRefs indexes into {@link FrameLayout#symbol}, -1 for none
 * @param startTimestamps when a counter began at zero, in milliseconds since 1970; 0: not known
 * @param histograms only for series that are native histograms
 */
public record FrameColumns(
        int[] metricTypes, int[] helpRefs, int[] unitRefs, long[] startTimestamps, List<NativeHistogram> histograms) {

    public static final FrameColumns NONE =
            new FrameColumns(new int[0], new int[0], new int[0], new long[0], List.of());

    /** The same with other start timestamps. */
    public FrameColumns withStartTimestamps(long[] starts) {
        return new FrameColumns(metricTypes, helpRefs, unitRefs, starts, histograms);
    }
}
