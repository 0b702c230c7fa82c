package io.tocsin.collector.scrape;

/** The sample that ends a series. */
public final class Staleness {

    /** The bits by which Prometheus tells a staleness marker from any other NaN. */
    public static final double MARKER = Double.longBitsToDouble(0x7ff0000000000002L);

    private Staleness() {}
}
