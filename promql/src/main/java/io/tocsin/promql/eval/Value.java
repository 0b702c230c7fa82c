package io.tocsin.promql.eval;

import io.tocsin.schemas.labels.Labels;
import java.util.List;

/**
 * What an expression yields. All samples are floats today; native histograms will be a second column beside the values of
 * {@link Matrix.Row} and {@link RangeVector.Series}, and no type here assumes that a sample is one number.
 */
public sealed interface Value permits Matrix, Value.Scalar, Value.Text, Value.RangeVector {

    /**
     * A scalar over a grid.
     *
     * @param values one a step
     */
    record Scalar(Grid grid, double[] values) implements Value {}

    record Text(String text) implements Value {}

    /** Ranges of samples at one instant. */
    record RangeVector(List<Series> series) implements Value {

        public RangeVector {
            series = List.copyOf(series);
        }

        /** @param timestamps in milliseconds, ascending; {@code values} has as many */
        public record Series(Labels labels, long[] timestamps, double[] values) {}
    }
}
