package io.tocsin.collector.intake;

import io.tocsin.schemas.frame.FrameColumns;
import io.tocsin.schemas.frame.FrameLayout;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What is known about the series of a frame, as its columns; a column nobody has anything for stays empty. */
final class MetadataColumns {

    private static final int NO_TEXT = -1;

    private MetadataColumns() {}

    /** The texts that the layout of these series has to hold, each once. */
    static List<String> texts(List<Series> series) {
        LinkedHashSet<String> texts = new LinkedHashSet<>();
        for (Series one : series) {
            texts.add(one.metadata().help());
            texts.add(one.metadata().unit());
        }
        texts.remove("");
        return List.copyOf(texts);
    }

    /** @param layout of these series, with their {@link #texts} */
    static FrameColumns of(List<Series> series, FrameLayout layout) {
        if (series.stream().allMatch(one -> one.metadata().isNone())) {
            return FrameColumns.NONE;
        }
        int[] types =
                series.stream().mapToInt(one -> one.metadata().type().code()).toArray();
        int[] none = new int[0];
        return new FrameColumns(
                Arrays.stream(types).anyMatch(type -> type != 0) ? types : none,
                refs(series, Metadata::help, layout),
                refs(series, Metadata::unit, layout),
                new long[0],
                List.of());
    }

    private static int[] refs(List<Series> series, Function<Metadata, String> part, FrameLayout layout) {
        Map<String, Integer> indexes = new HashMap<>();
        indexes.put("", NO_TEXT);
        int[] refs = series.stream()
                .map(one -> part.apply(one.metadata()))
                .mapToInt(text -> indexes.computeIfAbsent(text, layout::symbolIndex))
                .toArray();
        return indexes.size() == 1 ? new int[0] : refs;
    }
}
