package io.tocsin.collector.scrape;

import io.tocsin.collector.exposition.SeriesText;
import io.tocsin.schemas.frame.MetricType;
import java.util.Arrays;

/** A series by the bytes it is written in. A probe points into the body of a scrape; what is kept has a copy. */
final class RawSeries {

    private byte[] bytes = {};
    private int from;
    private int to;
    private MetricType type = MetricType.UNKNOWN;
    private int hash;

    /** @return this, good until the body is gone */
    RawSeries pointTo(SeriesText text) {
        bytes = text.bytes();
        from = text.from();
        to = text.to();
        type = text.type();
        int sum = type.hashCode();
        for (int i = from; i < to; i++) {
            sum = 31 * sum + bytes[i];
        }
        hash = sum;
        return this;
    }

    RawSeries lasting() {
        RawSeries copy = new RawSeries();
        copy.bytes = Arrays.copyOfRange(bytes, from, to);
        copy.to = copy.bytes.length;
        copy.type = type;
        copy.hash = hash;
        return copy;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RawSeries that
                && hash == that.hash
                && type == that.type
                && Arrays.equals(bytes, from, to, that.bytes, that.from, that.to);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
