package io.tocsin.schemas.labels;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * An immutable set of labels, sorted by name: the identity of a series or of an alert.
 *
 * <p>A label with an empty value is the same as no label, as in Prometheus; no instance ever holds one. The order of
 * {@link #compareTo} is that of Prometheus: name, value, name, value…, the shorter set first; every result that has to
 * have an order has this one.
 */
public final class Labels implements Comparable<Labels> {

    public static final String METRIC_NAME = "__name__";
    public static final Labels EMPTY = new Labels(new String[0]);

    /** name, value, name, value…, ascending by name; never shared with a caller. */
    private final String[] pairs;

    private final int hash;

    private Labels(String[] pairs) {
        this.pairs = pairs;
        this.hash = Arrays.hashCode(pairs);
    }

    /** @param namesAndValues name, value, name, value… in any order; a name given twice is an error */
    public static Labels of(String... namesAndValues) {
        Builder builder = builder();
        if (namesAndValues.length % 2 != 0) {
            throw new IllegalArgumentException("a label name without its value: " + Arrays.toString(namesAndValues));
        }
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (!builder.get(namesAndValues[i]).isEmpty()) {
                throw new IllegalArgumentException("label " + namesAndValues[i] + " given twice");
            }
            builder.set(namesAndValues[i], namesAndValues[i + 1]);
        }
        return builder.build();
    }

    public static Labels of(Map<String, String> labels) {
        Builder builder = builder();
        labels.forEach(builder::set);
        return builder.build();
    }

    /**
     * The fast way in, for decoders: takes the array as it is, without a copy.
     *
     * @param pairs name, value, name, value…, ascending by name, no empty value; not to be touched afterwards
     * @return null if the array is not in that form
     */
    public static @Nullable Labels ofSortedPairs(String[] pairs) {
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i + 1].isEmpty() || (i > 0 && pairs[i - 2].compareTo(pairs[i]) >= 0)) {
                return null;
            }
        }
        return pairs.length == 0 ? EMPTY : new Labels(pairs);
    }

    public static Builder builder() {
        return new Builder(new TreeMap<>());
    }

    public Builder toBuilder() {
        return new Builder(toMap());
    }

    public int size() {
        return pairs.length / 2;
    }

    public boolean isEmpty() {
        return pairs.length == 0;
    }

    public String name(int index) {
        return pairs[2 * index];
    }

    public String value(int index) {
        return pairs[2 * index + 1];
    }

    /** @return the value, or the empty string where there is no such label */
    public String get(String name) {
        for (int i = 0; i < pairs.length; i += 2) {
            int order = pairs[i].compareTo(name);
            if (order == 0) {
                return pairs[i + 1];
            }
            if (order > 0) {
                return "";
            }
        }
        return "";
    }

    public boolean has(String name) {
        return !get(name).isEmpty();
    }

    public String metricName() {
        return get(METRIC_NAME);
    }

    /** @param value empty removes the label */
    public Labels with(String name, String value) {
        return toBuilder().set(name, value).build();
    }

    public Labels without(String name) {
        return has(name) ? filter(label -> !label.equals(name)) : this;
    }

    public Labels withoutMetricName() {
        return without(METRIC_NAME);
    }

    /** Only the named labels. */
    public Labels keep(Collection<String> names) {
        return filter(names::contains);
    }

    /** All but the named labels. */
    public Labels drop(Collection<String> names) {
        return filter(name -> !names.contains(name));
    }

    private Labels filter(Predicate<String> keepName) {
        String[] kept = new String[pairs.length];
        int n = 0;
        for (int i = 0; i < pairs.length; i += 2) {
            if (keepName.test(pairs[i])) {
                kept[n++] = pairs[i];
                kept[n++] = pairs[i + 1];
            }
        }
        if (n == pairs.length) {
            return this;
        }
        return n == 0 ? EMPTY : new Labels(Arrays.copyOf(kept, n));
    }

    /** In ascending order of names. */
    public void forEach(BiConsumer<String, String> action) {
        for (int i = 0; i < pairs.length; i += 2) {
            action.accept(pairs[i], pairs[i + 1]);
        }
    }

    public SortedMap<String, String> toMap() {
        TreeMap<String, String> map = new TreeMap<>();
        forEach(map::put);
        return map;
    }

    /**
     * The hash people know from Prometheus and Alertmanager ({@code model.LabelSet.Fingerprint}): 64-bit FNV-1a over
     * name, 0xff, value, 0xff of each label in order, as 16 hexadecimal digits.
     */
    public String fingerprint() {
        long h = 0xcbf29ce484222325L;
        for (String part : pairs) {
            for (byte b : part.getBytes(StandardCharsets.UTF_8)) {
                h = (h ^ (b & 0xff)) * 0x100000001b3L;
            }
            h = (h ^ 0xff) * 0x100000001b3L;
        }
        return HexFormat.of().toHexDigits(h);
    }

    @Override
    public int compareTo(Labels other) {
        int n = Math.min(pairs.length, other.pairs.length);
        for (int i = 0; i < n; i++) {
            int order = pairs[i].compareTo(other.pairs[i]);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(pairs.length, other.pairs.length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Labels that && hash == that.hash && Arrays.equals(pairs, that.pairs);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** As PromQL writes it: {@code name{a="b", c="d"}}. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder(metricName());
        if (size() == 1 && has(METRIC_NAME)) {
            return out.toString();
        }
        out.append('{');
        String separator = "";
        for (int i = 0; i < pairs.length; i += 2) {
            if (!pairs[i].equals(METRIC_NAME)) {
                out.append(separator).append(pairs[i]).append("=\"");
                out.append(escape(pairs[i + 1])).append('"');
                separator = ", ";
            }
        }
        return out.append('}').toString();
    }

    private static String escape(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    /** Not thread-safe. */
    public static final class Builder {

        private final SortedMap<String, String> labels;

        private Builder(SortedMap<String, String> labels) {
            this.labels = labels;
        }

        /** @param value empty removes the label */
        public Builder set(String name, String value) {
            if (value.isEmpty()) {
                labels.remove(name);
            } else {
                labels.put(name, value);
            }
            return this;
        }

        public Builder remove(String name) {
            labels.remove(name);
            return this;
        }

        public String get(String name) {
            return labels.getOrDefault(name, "");
        }

        public Labels build() {
            String[] pairs = new String[labels.size() * 2];
            int i = 0;
            for (Map.Entry<String, String> label : labels.entrySet()) {
                pairs[i++] = label.getKey();
                pairs[i++] = label.getValue();
            }
            return pairs.length == 0 ? EMPTY : new Labels(pairs);
        }
    }
}
