package io.tocsin.collector.exposition;

import java.nio.charset.StandardCharsets;

/**
 * Prometheus' text format, 0.0.4 and 1.0.0, as Prometheus reads it: the last line may lack its line feed, the comma
 * between labels may be missing, and a value may follow a name without a space. Two things Prometheus gets wrong are
 * put right: blanks before a metric name do not become part of it, and a zero byte in a comment does not end the body.
 */
final class PrometheusTextParser {

    private static final byte[] HELP = "HELP".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TYPE = "TYPE".getBytes(StandardCharsets.US_ASCII);
    private static final String TIMESTAMP_OR_END = "a timestamp in milliseconds or the end of the line";

    private final Body body;
    private final byte[] bytes;
    private final int end;
    private final Output output;
    private final LabelSetReader labels;
    private final FloatReader number = new FloatReader();
    private final MetaLine meta = new MetaLine();
    private int at;

    PrometheusTextParser(Body body, ExpositionSink sink) {
        this.body = body;
        this.bytes = body.bytes();
        this.end = body.end();
        this.output = new Output(body, ExpositionFormat.PROMETHEUS, sink);
        this.labels = new LabelSetReader(body, LabelSetReader.Syntax.PROMETHEUS);
    }

    void parse() throws ExpositionException {
        at = body.skipBlanks(0);
        while (at < end) {
            line();
            at = body.skipBlanks(at);
        }
        output.flush();
    }

    private void line() throws ExpositionException {
        byte first = bytes[at];
        if (NameBytes.startsMetric(first) || first == '{') {
            sample();
        } else if (first == '#') {
            comment();
        } else if (first == '\n') {
            at++;
        } else {
            padding();
        }
    }

    /** Programs in C send the zero byte behind their text at times. */
    private void padding() throws ExpositionException {
        int i = at;
        while (i < end && bytes[i] == 0) {
            i++;
        }
        if (i < end) {
            throw body.error(at, "a metric name, { or #");
        }
        at = end;
    }

    private void sample() throws ExpositionException {
        LabelSpans spans = output.spans();
        spans.clear();
        int from = at;
        int to = NameBytes.metricEnd(body, from);
        if (to > from) {
            spans.name(from, to);
        }
        int brace = body.skipBlanks(to);
        if (body.at(brace) == '{') {
            to = labels.read(brace + 1, spans);
            if (!spans.named()) {
                throw body.error(from, to, "a metric name, before the braces or quoted in them");
            }
        }
        output.series(from, to);
        value(to);
    }

    private void value(int from) throws ExpositionException {
        int start = body.skipBlanks(from);
        int stop = start;
        while (stop < end && isOfValue(bytes[stop])) {
            stop++;
        }
        if (!number.read(bytes, start, stop)) {
            throw body.error(start, stop, "a value (a decimal number, NaN, +Inf or -Inf)");
        }
        at = body.skipBlanks(stop);
        int digit = body.at(at);
        long timestamp = digit >= '0' && digit <= '9' ? timestamp() : ExpositionSink.NO_TIMESTAMP;
        at = body.skipBlanks(at);
        if (at < end && bytes[at] != '\n') {
            throw body.error(at, timestamp == ExpositionSink.NO_TIMESTAMP ? TIMESTAMP_OR_END : "the end of the line");
        }
        at++;
        output.sample(number.value(), timestamp);
    }

    private static boolean isOfValue(byte b) {
        return b > ' ' ? b != '{' : b != ' ' && b != '\n' && b != '\t' && b != 0;
    }

    private long timestamp() throws ExpositionException {
        int from = at;
        long millis = 0;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
            int digit = bytes[at++] - '0';
            if (millis > (Long.MAX_VALUE - digit) / 10) {
                throw body.error(from, "a timestamp of at most " + Long.MAX_VALUE + " milliseconds");
            }
            millis = 10 * millis + digit;
        }
        return millis;
    }

    private void comment() throws ExpositionException {
        meta.from = at;
        int keyword = body.skipBlanks(at + 1);
        boolean help = isKeyword(HELP, keyword);
        if (help || isKeyword(TYPE, keyword)) {
            meta(body.skipBlanks(keyword + HELP.length), help);
        } else {
            at = body.lineEnd(at) + 1;
        }
    }

    private boolean isKeyword(byte[] word, int from) {
        int behind = body.at(from + word.length);
        return from > at + 1 && body.startsWith(word, from) && (behind == ' ' || behind == '\t');
    }

    private void meta(int nameFrom, boolean help) throws ExpositionException {
        int nameTo = meta.name(body, nameFrom, help ? "HELP" : "TYPE");
        int lineEnd = body.lineEnd(nameTo);
        // One byte behind the name, whatever it is, is the separator, unless nothing but blanks follows.
        meta.text(body.skipBlanks(nameTo) == lineEnd ? lineEnd : nameTo + 1, lineEnd);
        meta.to = lineEnd;
        if (help) {
            meta.requireUtf8(body);
            output.help(meta);
        } else {
            output.type(meta, TypeWords.PROMETHEUS.type(body, meta));
        }
        at = lineEnd + 1;
    }
}
