package io.tocsin.promql.ast;

/** The experimental {@code anchored} and {@code smoothed} of Prometheus 3. */
public enum RangeModifier {
    NONE,
    ANCHORED,
    SMOOTHED
}
