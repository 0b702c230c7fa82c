package io.tocsin.collector.exposition;

import io.tocsin.schemas.frame.MetricType;
import io.tocsin.schemas.labels.Labels;
import java.util.function.UnaryOperator;

/** An exemplar as it stands in a body. Good until the next line. */
public final class ExemplarText {

    private final Body body;
    private final LabelSpans spans = new LabelSpans();
    private double value;
    private long timestampMillis = ExpositionSink.NO_TIMESTAMP;

    ExemplarText(Body body) {
        this.body = body;
    }

    LabelSpans spans() {
        return spans;
    }

    void value(double of, long atMillis) {
        this.value = of;
        this.timestampMillis = atMillis;
    }

    /** @throws ExpositionException if a name is empty or a label is there twice */
    public Labels labels() throws ExpositionException {
        return spans.labels(body, MetricType.UNKNOWN, UnaryOperator.identity());
    }

    public double value() {
        return value;
    }

    /** Since 1970, or {@link ExpositionSink#NO_TIMESTAMP}: that of its sample. */
    public long timestampMillis() {
        return timestampMillis;
    }
}
