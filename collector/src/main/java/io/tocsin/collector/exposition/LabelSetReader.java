package io.tocsin.collector.exposition;

/** Reads what stands between braces. */
final class LabelSetReader {

    /**
     * In what the formats differ there.
     *
     * @param blanks spaces and tabs may stand between the parts
     * @param commas there has to be a comma between two labels
     * @param names quoted ones
     * @param metricName the metric name may stand there, quoted
     */
    record Syntax(boolean blanks, boolean commas, Quoted names, Quoted values, boolean metricName) {

        /** That a comma may be missing is how Prometheus reads it; its documentation is silent. */
        static final Syntax PROMETHEUS = new Syntax(true, false, Quoted.NAME, Quoted.PROMETHEUS_VALUE, true);

        static final Syntax OPENMETRICS = new Syntax(false, true, Quoted.NAME, Quoted.OPENMETRICS_VALUE, true);
        static final Syntax EXEMPLAR = new Syntax(false, true, Quoted.EXEMPLAR, Quoted.EXEMPLAR, false);
    }

    private final Body body;
    private final Syntax syntax;

    LabelSetReader(Body body, Syntax syntax) {
        this.body = body;
        this.syntax = syntax;
    }

    /**
     * @param from behind the opening brace
     * @return where the rest of the line begins, behind the closing brace
     */
    int read(int from, LabelSpans into) throws ExpositionException {
        int i = skip(from);
        while (body.at(i) != '}') {
            i = skip(item(i, into));
        }
        return i + 1;
    }

    /** @return behind a label or the metric name, and behind the comma after it if there is one */
    private int item(int from, LabelSpans into) throws ExpositionException {
        boolean quoted = body.at(from) == '"';
        int nameEnd = quoted ? syntax.names.end(body, from) : NameBytes.labelEnd(body, from);
        if (nameEnd == from) {
            throw body.error(from, "a label name or }");
        }
        int i = skip(nameEnd);
        int next = body.at(i);
        if (quoted && syntax.metricName && (next == ',' || next == '}')) {
            metricName(from, nameEnd, into);
            return next == ',' ? i + 1 : i;
        }
        if (next != '=') {
            throw body.error(i, "= after the label name");
        }
        into.labelName(quoted ? from + 1 : from, quoted ? nameEnd - 1 : nameEnd);
        return separator(value(skip(i + 1), into));
    }

    private void metricName(int from, int to, LabelSpans into) throws ExpositionException {
        if (into.named()) {
            throw body.error(from, to, "a label, as the metric name was there before");
        }
        into.name(from + 1, to - 1);
    }

    private int separator(int from) throws ExpositionException {
        int i = skip(from);
        int next = body.at(i);
        if (next == ',') {
            return i + 1;
        }
        if (syntax.commas && next != '}') {
            throw body.error(i, "a comma or }");
        }
        return i;
    }

    private int value(int from, LabelSpans into) throws ExpositionException {
        if (body.at(from) != '"') {
            throw body.error(from, "a label value in double quotes");
        }
        int end = syntax.values.end(body, from);
        into.labelValue(from + 1, end - 1);
        return end;
    }

    private int skip(int from) {
        return syntax.blanks ? body.skipBlanks(from) : from;
    }
}
