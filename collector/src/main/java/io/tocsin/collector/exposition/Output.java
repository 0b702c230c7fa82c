package io.tocsin.collector.exposition;

import io.tocsin.schemas.frame.MetricType;

/** What a parser has found on its way to the sink: families as a whole, before their samples. */
final class Output {

    private final ExpositionSink sink;
    private final SeriesText series;
    private final FamilyText family;
    private MetricType type = MetricType.UNKNOWN;

    Output(Body body, ExpositionFormat format, ExpositionSink sink) {
        this.sink = sink;
        this.series = new SeriesText(body, format);
        this.family = new FamilyText(body, format);
    }

    /** Where to note the series that {@link #sample} hands over. */
    LabelSpans spans() {
        return series.spans();
    }

    void help(MetaLine line) throws ExpositionException {
        turnTo(line);
        family.help(line);
    }

    void unit(MetaLine line) throws ExpositionException {
        turnTo(line);
        family.unit(line);
    }

    void type(MetaLine line, MetricType of) throws ExpositionException {
        turnTo(line);
        family.type(line, of);
        type = of;
    }

    private void turnTo(MetaLine line) throws ExpositionException {
        if (family.pending() && !family.isAbout(line)) {
            flush();
        }
        if (!family.pending()) {
            family.begin(line);
        }
    }

    void series(int from, int to) {
        series.at(from, to, type);
    }

    void sample(double value, long timestampMillis) throws ExpositionException {
        flush();
        sink.sample(series, value, timestampMillis);
    }

    void exemplar(ExemplarText exemplar) throws ExpositionException {
        sink.exemplar(exemplar);
    }

    /** To be called at the end of the body. */
    void flush() throws ExpositionException {
        if (family.pending()) {
            family.clear();
            sink.family(family);
        }
    }
}
