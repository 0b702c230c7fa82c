package io.tocsin.promql.eval;

/**
 * What one evaluation may cost at most.
 *
 * @param samples samples touched, one for each time a window or a look-back looks at one
 * @param series series an expression may yield at any stage
 */
public record Limits(long samples, long series) {

    public static final Limits NONE = new Limits(Long.MAX_VALUE, Long.MAX_VALUE);

    /** What a shared server can bear: 50 million samples (Prometheus' default) and 200 000 series. */
    public static final Limits DEFAULT = new Limits(50_000_000, 200_000);
}
