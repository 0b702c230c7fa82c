package io.tocsin.promql.eval;

import io.tocsin.promql.ast.Span;
import io.tocsin.promql.series.SeriesSource;
import java.util.Set;
import java.util.TreeSet;

/** What all parts of one evaluation share. */
final class EvalContext {

    private final SeriesSource source;
    private final EvalOptions options;
    private final Grid query;
    private final Durations durations;
    private final Budget budget;
    private final Set<Annotation> annotations = new TreeSet<>();

    EvalContext(SeriesSource source, EvalOptions options, Grid query) {
        this.source = source;
        this.options = options;
        this.query = query;
        this.durations = new Durations(query);
        this.budget = new Budget(options);
    }

    SeriesSource source() {
        return source;
    }

    EvalOptions options() {
        return options;
    }

    Durations durations() {
        return durations;
    }

    Budget budget() {
        return budget;
    }

    /** The instants of the whole query. */
    Grid query() {
        return query;
    }

    boolean isInstantQuery() {
        return query.startMillis() == query.endMillis();
    }

    void warn(String text, Span at) {
        annotations.add(Annotation.warning(text, at));
    }

    void inform(String text, Span at) {
        annotations.add(Annotation.info(text, at));
    }

    Annotations annotations() {
        return Annotations.of(annotations);
    }
}
