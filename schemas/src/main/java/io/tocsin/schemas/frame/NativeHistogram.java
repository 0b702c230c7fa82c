package io.tocsin.schemas.frame;

/**
 * A native histogram sample, as {@code MetricFrame.avsc} describes it. The arrays are shared, not copied: do not change
 * them.
 *
 * @param series the index of its series in the frame
 * @param positiveSpans offset, length, offset, length…
 * @param negativeSpans offset, length, offset, length…
 */
public record NativeHistogram(
        int series,
        int schema,
        double count,
        double sum,
        double zeroThreshold,
        double zeroCount,
        int[] positiveSpans,
        double[] positiveCounts,
        int[] negativeSpans,
        double[] negativeCounts,
        double[] customBounds,
        int resetHint) {}
