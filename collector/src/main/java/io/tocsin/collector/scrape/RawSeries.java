package io.tocsin.collector.scrape;

import io.tocsin.collector.exposition.SeriesText;
import io.tocsin.collector.intake.RawLabels;
import io.tocsin.schemas.frame.MetricType;

/** A series by the bytes it is written in, and the type they stand under. A probe points into the body of a scrape. */
final class RawSeries {

    private final RawLabels bytes;
    private MetricType type;

    private RawSeries(RawLabels bytes, MetricType type) {
        this.bytes = bytes;
        this.type = type;
    }

    static RawSeries probe() {
        return new RawSeries(RawLabels.probe(), MetricType.UNKNOWN);
    }

    /** @return this, good until the body is gone */
    RawSeries pointTo(SeriesText text) {
        bytes.pointTo(text.bytes(), text.from(), text.to());
        type = text.type();
        return this;
    }

    /** One to keep. */
    RawSeries lasting() {
        return new RawSeries(bytes.lasting(), type);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RawSeries that && type == that.type && bytes.equals(that.bytes);
    }

    @Override
    public int hashCode() {
        return bytes.hashCode();
    }
}
