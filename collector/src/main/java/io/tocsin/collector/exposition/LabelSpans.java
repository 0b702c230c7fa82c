package io.tocsin.collector.exposition;

import io.tocsin.schemas.frame.MetricType;
import io.tocsin.schemas.labels.Labels;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** Where in a body the metric name and the labels of one line stand. Used again for each line. */
final class LabelSpans {

    private static final int SPAN = 4;

    /** Of each label: where its name begins and ends, where its value begins and ends, both without quotes. */
    private int[] spans = new int[16 * SPAN];

    private int size;
    private int nameFrom;
    private int nameTo;

    void clear() {
        size = 0;
        nameFrom = -1;
        nameTo = -1;
    }

    /** The metric name, without quotes. */
    void name(int from, int to) {
        nameFrom = from;
        nameTo = to;
    }

    boolean named() {
        return nameFrom >= 0;
    }

    int nameFrom() {
        return nameFrom;
    }

    int nameTo() {
        return nameTo;
    }

    void labelName(int from, int to) {
        if (size + SPAN > spans.length) {
            spans = Arrays.copyOf(spans, 2 * spans.length);
        }
        spans[size] = from;
        spans[size + 1] = to;
    }

    /** Completes the label whose name was told last. */
    void labelValue(int from, int to) {
        spans[size + 2] = from;
        spans[size + 3] = to;
        size += SPAN;
    }

    /**
     * @param shared given a string, an equal one, for strings that are in use already
     * @throws ExpositionException if a name is empty or there twice
     */
    Labels labels(Body body, MetricType type, UnaryOperator<String> shared) throws ExpositionException {
        Label[] labels = new Label[size / SPAN + (named() ? 1 : 0)];
        int n = 0;
        for (int i = 0; i < size; i += SPAN) {
            labels[n++] = label(body, type, i, shared);
        }
        if (named()) {
            String name = shared.apply(name(body, nameFrom, nameTo, "a metric name"));
            labels[n] = new Label(Labels.METRIC_NAME, name, nameFrom, nameTo);
        }
        Arrays.sort(labels);
        return distinct(body, labels);
    }

    private record Label(String name, String value, int at, int end) implements Comparable<Label> {

        @Override
        public int compareTo(Label other) {
            int order = name.compareTo(other.name);
            return order != 0 ? order : Integer.compare(at, other.at);
        }
    }

    private Label label(Body body, MetricType type, int span, UnaryOperator<String> shared) throws ExpositionException {
        String name = shared.apply(name(body, spans[span], spans[span + 1], "a label name"));
        String value = Escapes.quoted(body.bytes(), spans[span + 2], spans[span + 3]);
        boolean bound = (type == MetricType.HISTOGRAM && name.equals("le"))
                || (type == MetricType.SUMMARY && name.equals("quantile"));
        value = shared.apply(bound ? OpenMetricsFloat.normalized(value) : value);
        return new Label(name, value, spans[span], spans[span + 1]);
    }

    private static String name(Body body, int from, int to, String what) throws ExpositionException {
        if (from == to) {
            throw body.error(from, what + " that is not empty");
        }
        return Escapes.quoted(body.bytes(), from, to);
    }

    private static Labels distinct(Body body, Label[] sorted) throws ExpositionException {
        String[] pairs = new String[2 * sorted.length];
        int n = 0;
        for (int i = 0; i < sorted.length; i++) {
            Label label = sorted[i];
            if (i > 0 && label.name.equals(sorted[i - 1].name)) {
                throw body.error(label.at, label.end, "a label that was not there before");
            }
            if (!label.value.isEmpty()) {
                pairs[n++] = label.name;
                pairs[n++] = label.value;
            }
        }
        return Objects.requireNonNull(Labels.ofSortedPairs(Arrays.copyOf(pairs, n)));
    }
}
