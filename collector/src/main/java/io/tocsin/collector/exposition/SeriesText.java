package io.tocsin.collector.exposition;

import io.tocsin.schemas.frame.MetricType;
import io.tocsin.schemas.labels.Labels;
import java.util.function.UnaryOperator;

/**
 * A series as it stands in a body. Its bytes, from the first of the metric name or the opening brace to the last of the
 * name or the closing brace, are what to know it by: a series that was seen with the same bytes, under the same type,
 * has the same labels, and need not be read again. Good until the next line.
 */
public final class SeriesText {

    private static final byte[] CREATED = {'_', 'c', 'r', 'e', 'a', 't', 'e', 'd'};

    private final Body body;
    private final ExpositionFormat format;
    private final LabelSpans spans = new LabelSpans();
    private int from;
    private int to;
    private MetricType type = MetricType.UNKNOWN;

    SeriesText(Body body, ExpositionFormat format) {
        this.body = body;
        this.format = format;
    }

    LabelSpans spans() {
        return spans;
    }

    void at(int start, int end, MetricType of) {
        this.from = start;
        this.to = end;
        this.type = of;
    }

    /** The array the body is in. */
    public byte[] bytes() {
        return body.bytes();
    }

    /** Where in {@link #bytes} the series begins. */
    public int from() {
        return from;
    }

    /** Where it ends, exclusive. */
    public int to() {
        return to;
    }

    /**
     * With the metric name, without labels of an empty value. Values of {@code le} in histograms and of {@code quantile}
     * in summaries are in the form Prometheus 3 stores them in: {@code 1} becomes {@code 1.0}.
     *
     * @throws ExpositionException if a name is empty or a label is there twice
     */
    public Labels labels() throws ExpositionException {
        return labels(UnaryOperator.identity());
    }

    /** @param shared given a name or a value, an equal string to use instead: most of them repeat from series to series */
    public Labels labels(UnaryOperator<String> shared) throws ExpositionException {
        return spans.labels(body, type, shared);
    }

    /**
     * Of the last TYPE line before this series. It counts for {@link #labels} even where the line is about another
     * family, as in Prometheus; for what a person is shown, ask {@link FamilyMetadata#owns}.
     */
    public MetricType type() {
        return type;
    }

    /** Whether it is OpenMetrics' {@code _created}: its value is when its counter began, in seconds since 1970. */
    public boolean isCreated() {
        return switch (type) {
            case COUNTER, HISTOGRAM, SUMMARY ->
                format == ExpositionFormat.OPENMETRICS
                        && spans.nameTo() - spans.nameFrom() > CREATED.length
                        && body.startsWith(CREATED, spans.nameTo() - CREATED.length);
            case UNKNOWN, GAUGE, GAUGE_HISTOGRAM, INFO, STATE_SET -> false;
        };
    }
}
