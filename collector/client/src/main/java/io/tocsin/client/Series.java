package io.tocsin.client;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The identity of a series: its metric's name, its labels, its source. Immutable.
 *
 * <p>A label without a value is no label. A label called {@code job} or {@code instance} becomes {@code exported_job} or
 * {@code exported_instance}, as when Prometheus scrapes. Who reads the log refuses a whole frame for one series beyond
 * the bounds, so they are checked here: 64 labels with name and source, 256 bytes a name, 4 096 a value, 16 384 in all.
 */
public final class Series implements Comparable<Series> {

    private static final String METRIC_NAME = "__name__";
    private static final int MAX_LABELS = 64;
    private static final int MAX_NAME_BYTES = 256;
    private static final int MAX_VALUE_BYTES = 4_096;
    private static final int MAX_BYTES = 16 * 1024;

    /** name, value, name, value…, ascending by name. */
    private final String[] pairs;

    private final int hash;

    private Series(String[] pairs) {
        this.pairs = pairs;
        this.hash = Arrays.hashCode(pairs);
    }

    /** @throws IllegalArgumentException if the name is missing or something is beyond the bounds */
    public static Series of(Source source, String metric, Map<String, String> labels) {
        SortedMap<String, String> all = new TreeMap<>();
        labels.forEach((name, value) -> {
            if (!value.isEmpty()) {
                all.put(exported(name), value);
            }
        });
        all.put(METRIC_NAME, Checked.text("the metric's name", metric));
        all.put(Source.JOB, source.job());
        all.put(Source.INSTANCE, source.instance());
        requireBounds(metric, all);
        String[] pairs = new String[2 * all.size()];
        int i = 0;
        for (Map.Entry<String, String> label : all.entrySet()) {
            pairs[i++] = label.getKey();
            pairs[i++] = label.getValue();
        }
        return new Series(pairs);
    }

    private static String exported(String name) {
        return name.equals(Source.JOB) || name.equals(Source.INSTANCE) ? "exported_" + name : name;
    }

    private static void requireBounds(String metric, SortedMap<String, String> labels) {
        require(metric, "labels", labels.size(), MAX_LABELS);
        int total = 0;
        for (Map.Entry<String, String> label : labels.entrySet()) {
            int name = bytes(Checked.text("a label's name of " + metric, label.getKey()));
            int value = bytes(Checked.whole("label " + label.getKey() + " of " + metric, label.getValue()));
            require(metric, "bytes in a label's name", name, MAX_NAME_BYTES);
            require(metric, "bytes in label " + label.getKey(), value, MAX_VALUE_BYTES);
            total += name + value;
        }
        require(metric, "bytes in all labels", total, MAX_BYTES);
    }

    private static void require(String metric, String what, int found, int allowed) {
        if (found > allowed) {
            throw new IllegalArgumentException(metric + " has " + found + " " + what + ", " + allowed + " are allowed");
        }
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Label names and values, and {@code __name__}: name, value, name, value…; not to be changed. */
    String[] pairs() {
        return pairs;
    }

    /** In the order of Prometheus: name, value, name, value…, the shorter first. */
    @Override
    public int compareTo(Series other) {
        return Arrays.compare(pairs, other.pairs);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Series that && hash == that.hash && Arrays.equals(pairs, that.pairs);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** {@code {__name__="a", job="b"}}. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder("{");
        for (int i = 0; i < pairs.length; i += 2) {
            out.append(i == 0 ? "" : ", ").append(pairs[i]).append("=\"");
            out.append(pairs[i + 1]).append('"');
        }
        return out.append('}').toString();
    }
}
