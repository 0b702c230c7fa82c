package io.tocsin.schemas.frame;

import io.tocsin.schemas.labels.Labels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which series a frame holds, and in what order; a series stands in it at most once. Two layouts are equal if they are
 * the same bytes. Decoding hands out the same instance as long as a source's layout does not change, so that {@code ==}
 * tells that the columns still mean the same. Immutable.
 */
public final class FrameLayout {

    private final Labels[] labels;
    private final String[] symbols;
    /** symbols, labelRefs and labelEnds, as they stand in the record. */
    private final byte[] encoded;

    private final @Nullable String recordKey;

    FrameLayout(Labels[] labels, String[] symbols, byte[] encoded) {
        this.labels = labels;
        this.symbols = symbols;
        this.encoded = encoded;
        this.recordKey = RecordKeys.common(labels);
    }

    /** @throws IllegalArgumentException if a series has no metric name, or stands there twice */
    public static FrameLayout of(List<Labels> series) {
        return of(series, List.of());
    }

    /** @param texts help texts and units, which {@link FrameColumns} refer to: see {@link #symbolIndex} */
    public static FrameLayout of(List<Labels> series, List<String> texts) {
        requireDistinct(series);
        SymbolTable table = new SymbolTable();
        int[] ends = new int[series.size()];
        int[] refs = new int[2 * series.stream().mapToInt(Labels::size).sum()];
        int end = 0;
        for (int i = 0; i < ends.length; i++) {
            Labels labels = series.get(i);
            for (int j = 0; j < labels.size(); j++) {
                refs[end++] = table.index(labels.name(j));
                refs[end++] = table.index(labels.value(j));
            }
            ends[i] = end;
        }
        texts.forEach(table::index);
        byte[] encoded = FrameBody.encodeLayout(table.symbols, refs, ends);
        return new FrameLayout(series.toArray(new Labels[0]), table.symbols.toArray(new String[0]), encoded);
    }

    private static void requireDistinct(List<Labels> series) {
        Set<Labels> seen = HashSet.newHashSet(series.size());
        for (Labels labels : series) {
            if (labels.metricName().isEmpty()) {
                throw new IllegalArgumentException("a series without a metric name: " + labels);
            }
            if (!seen.add(labels)) {
                throw new IllegalArgumentException("twice in one frame: " + labels);
            }
        }
    }

    private static final class SymbolTable {

        private final List<String> symbols = new ArrayList<>();
        private final Map<String, Integer> indexes = new HashMap<>();

        int index(String text) {
            Integer known = indexes.putIfAbsent(text, symbols.size());
            if (known != null) {
                return known;
            }
            symbols.add(text);
            return symbols.size() - 1;
        }
    }

    /** Number of series. */
    public int size() {
        return labels.length;
    }

    public Labels labels(int series) {
        return labels[series];
    }

    public List<Labels> labels() {
        return List.of(labels);
    }

    public int symbolCount() {
        return symbols.length;
    }

    public String symbol(int index) {
        return symbols[index];
    }

    /** @return -1 if there is no such symbol */
    public int symbolIndex(String text) {
        return Arrays.asList(symbols).indexOf(text);
    }

    /** The key that all its series map to, see {@link RecordKeys}; empty if they differ or there are none. */
    public Optional<String> recordKey() {
        return Optional.ofNullable(recordKey);
    }

    byte[] encoded() {
        return encoded;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FrameLayout that && Arrays.equals(encoded, that.encoded);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(encoded);
    }

    @Override
    public String toString() {
        return labels.length <= 3 ? Arrays.toString(labels) : "[" + labels[0] + ", … " + labels.length + " series]";
    }
}
