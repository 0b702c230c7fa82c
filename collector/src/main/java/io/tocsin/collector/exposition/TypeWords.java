package io.tocsin.collector.exposition;

import io.tocsin.schemas.frame.MetricType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What a format calls the types of metrics. */
final class TypeWords {

    static final TypeWords PROMETHEUS = new TypeWords(
            word("counter", MetricType.COUNTER),
            word("gauge", MetricType.GAUGE),
            word("histogram", MetricType.HISTOGRAM),
            word("summary", MetricType.SUMMARY),
            word("untyped", MetricType.UNKNOWN));

    static final TypeWords OPENMETRICS = new TypeWords(
            word("counter", MetricType.COUNTER),
            word("gauge", MetricType.GAUGE),
            word("histogram", MetricType.HISTOGRAM),
            word("gaugehistogram", MetricType.GAUGE_HISTOGRAM),
            word("summary", MetricType.SUMMARY),
            word("info", MetricType.INFO),
            word("stateset", MetricType.STATE_SET),
            word("unknown", MetricType.UNKNOWN));

    private final Word[] words;

    private record Word(byte[] bytes, MetricType type) {}

    private TypeWords(Word... words) {
        this.words = words;
    }

    private static Word word(String text, MetricType type) {
        return new Word(text.getBytes(StandardCharsets.US_ASCII), type);
    }

    /** @param line whose text is the type, with nothing before or behind it */
    MetricType type(Body body, MetaLine line) throws ExpositionException {
        for (Word word : words) {
            if (line.textIs(body, word.bytes)) {
                return word.type;
            }
        }
        String known = Arrays.stream(words)
                .map(word -> new String(word.bytes, StandardCharsets.US_ASCII))
                .collect(Collectors.joining(", "));
        throw body.error(line.textFrom, line.textTo, "one of " + known);
    }
}
