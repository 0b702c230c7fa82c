package io.tocsin.collector.exposition;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * OpenMetrics 1.0.0 as Prometheus reads it: the form of each line is strict (one space, no blank lines, no other
 * comments, {@code # EOF} at the end), but suffixes, order and values of the types' rules are not looked at.
 */
final class OpenMetricsParser {

    private static final byte[] HELP = ascii("# HELP ");
    private static final byte[] TYPE = ascii("# TYPE ");
    private static final byte[] UNIT = ascii("# UNIT ");
    private static final byte[] EOF = ascii("# EOF");
    private static final byte[] EXEMPLAR = ascii(" # {");
    private static final double MILLIS = 1000;

    private final Body body;
    private final byte[] bytes;
    private final int end;
    private final Output output;
    private final LabelSetReader labels;
    private final LabelSetReader exemplarLabels;
    private final ExemplarText exemplar;
    private final FloatReader number = new FloatReader();
    private final MetaLine meta = new MetaLine();
    private int at;

    OpenMetricsParser(Body body, ExpositionSink sink) {
        this.body = body;
        this.bytes = body.bytes();
        this.end = body.end();
        this.output = new Output(body, ExpositionFormat.OPENMETRICS, sink);
        this.labels = new LabelSetReader(body, LabelSetReader.Syntax.OPENMETRICS);
        this.exemplarLabels = new LabelSetReader(body, LabelSetReader.Syntax.EXEMPLAR);
        this.exemplar = new ExemplarText(body);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    void parse() throws ExpositionException {
        while (!body.startsWith(EOF, at)) {
            if (body.at(at) == '#') {
                comment();
            } else {
                sample();
            }
        }
        int behind = at + EOF.length;
        int rest = body.at(behind) == '\n' ? behind + 1 : behind;
        if (rest < end) {
            throw body.error(rest, "nothing behind # EOF");
        }
        output.flush();
    }

    private void comment() throws ExpositionException {
        meta.from = at;
        int nameFrom = at + HELP.length;
        if (body.startsWith(HELP, at)) {
            meta(nameFrom, "HELP");
            meta.requireUtf8(body);
            output.help(meta);
        } else if (body.startsWith(TYPE, at)) {
            meta(nameFrom, "TYPE");
            output.type(meta, TypeWords.OPENMETRICS.type(body, meta));
        } else if (body.startsWith(UNIT, at)) {
            meta(nameFrom, "UNIT");
            requireSuffix();
            output.unit(meta);
        } else {
            throw body.error(at, body.lineEnd(at), "# HELP, # TYPE, # UNIT or # EOF, as there are no other comments");
        }
    }

    private void meta(int nameFrom, String keyword) throws ExpositionException {
        int nameTo = meta.name(body, nameFrom, keyword);
        if (body.at(nameTo) != ' ') {
            throw body.error(nameTo, "a space and then a text");
        }
        int lineEnd = body.lineEnd(nameTo);
        lineFeed(lineEnd);
        meta.text(nameTo + 1, lineEnd);
        meta.to = lineEnd;
    }

    private void requireSuffix() throws ExpositionException {
        int length = meta.textTo - meta.textFrom;
        int suffix = meta.nameTo - length;
        boolean fits = suffix > meta.nameFrom
                && bytes[suffix - 1] == '_'
                && Arrays.equals(bytes, suffix, meta.nameTo, bytes, meta.textFrom, meta.textTo);
        if (length > 0 && !fits) {
            throw body.error(meta.textFrom, meta.textTo, "a unit that the metric name ends with, after a _");
        }
    }

    private void sample() throws ExpositionException {
        LabelSpans spans = output.spans();
        spans.clear();
        int from = at;
        int to = NameBytes.metricEnd(body, from);
        if (to > from) {
            spans.name(from, to);
        }
        if (body.at(to) == '{') {
            to = labels.read(to + 1, spans);
        }
        if (to == from) {
            throw body.error(from, from < end ? "a metric name, { or #" : "# EOF as the last line");
        }
        if (!spans.named()) {
            throw body.error(from, to, "a metric name, before the braces or quoted in them");
        }
        output.series(from, to);
        behindSeries(to);
    }

    private void behindSeries(int from) throws ExpositionException {
        at = from;
        double value = value();
        long timestamp = ExpositionSink.NO_TIMESTAMP;
        if (body.at(at) == ' ' && !body.startsWith(EXEMPLAR, at)) {
            timestamp = timestamp("a timestamp in seconds, an exemplar or the end of the line");
        }
        boolean withExemplar = body.startsWith(EXEMPLAR, at);
        if (withExemplar) {
            exemplar();
        }
        lineFeed(at);
        output.sample(value, timestamp);
        if (withExemplar) {
            output.exemplar(exemplar);
        }
    }

    private void exemplar() throws ExpositionException {
        exemplar.spans().clear();
        at = exemplarLabels.read(at + EXEMPLAR.length, exemplar.spans());
        double value = value();
        boolean timed = body.at(at) == ' ';
        exemplar.value(
                value,
                timed ? timestamp("a timestamp in seconds or the end of the line") : ExpositionSink.NO_TIMESTAMP);
    }

    /** One space and a number; moves {@code at} behind it. */
    private double value() throws ExpositionException {
        int from = at + 1;
        if (body.at(at) != ' ') {
            throw body.error(at, "a space and then a value");
        }
        at = tokenEnd(from);
        if (!number.read(bytes, from, at)) {
            throw body.error(from, at, "a value (a decimal number, NaN, +Inf or -Inf)");
        }
        return number.value();
    }

    /** One space, which is there, and a number; moves {@code at} behind it. */
    private long timestamp(String expected) throws ExpositionException {
        int from = at + 1;
        at = tokenEnd(from);
        if (!number.read(bytes, from, at) || !Double.isFinite(number.value())) {
            throw body.error(from, at, expected);
        }
        // As Prometheus does it: the double times 1000, cut off.
        return Math.max(Long.MIN_VALUE + 1, (long) (number.value() * MILLIS));
    }

    private int tokenEnd(int from) {
        int i = from;
        while (i < end && bytes[i] != ' ' && bytes[i] != '\n' && bytes[i] != 0) {
            i++;
        }
        return i;
    }

    /** Moves {@code at} behind a line feed that has to be there. */
    private void lineFeed(int index) throws ExpositionException {
        if (body.at(index) != '\n') {
            throw body.error(index, index < end ? "the end of the line" : "a line feed, and # EOF as the last line");
        }
        at = index + 1;
    }
}
