package io.tocsin.collector.otlp;

import io.opentelemetry.proto.metrics.v1.AggregationTemporality;

/** What the values of a metric are relative to. */
enum Temporality {
    /** Nothing, or the start of the sender: they are published as they are. Gauges and summaries too. */
    CUMULATIVE,
    /** The point before, and none is negative. */
    DELTA,
    /** The point before, and they may be negative: what is up and down adds up to a gauge. */
    DELTA_UP_DOWN,
    /** The sender does not say. */
    UNSPECIFIED;

    static Temporality of(AggregationTemporality temporality, boolean monotonic) {
        return switch (temporality) {
            case AGGREGATION_TEMPORALITY_CUMULATIVE -> CUMULATIVE;
            case AGGREGATION_TEMPORALITY_DELTA -> monotonic ? DELTA : DELTA_UP_DOWN;
            case AGGREGATION_TEMPORALITY_UNSPECIFIED, UNRECOGNIZED -> UNSPECIFIED;
        };
    }
}
