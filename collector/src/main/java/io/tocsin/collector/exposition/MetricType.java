package io.tocsin.collector.exposition;

/** What a metric family measures, as its TYPE line says. */
public enum MetricType {
    UNKNOWN,
    COUNTER,
    GAUGE,
    HISTOGRAM,
    GAUGE_HISTOGRAM,
    SUMMARY,
    INFO,
    STATE_SET
}
