package io.tocsin.collector.intake;

import io.tocsin.schemas.frame.FrameColumns;
import io.tocsin.schemas.frame.FrameLayout;
import io.tocsin.schemas.labels.Labels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A sequence of different series of one source, cut into the layouts of its frames. Sources send the same sequence again
 * and again; whoever meets it again takes the layouts as they are, with their encoded form.
 */
final class SeriesSequence {

    /** Under which a sequence is remembered. */
    record Key(String key, int size, long hash) {}

    /** Frames stay well below the brokers' usual limit of 1 MiB a record. */
    private static final int MAX_SAMPLES = 1000;

    private static final int MAX_LABEL_CHARS = 256 * 1024;

    private final Series[] series;
    private final List<FrameLayout> layouts = new ArrayList<>(1);
    private final List<FrameColumns> columns = new ArrayList<>(1);
    private final int[] ends;

    private SeriesSequence(Series[] series) {
        this.series = series;
        List<Integer> cuts = new ArrayList<>(1);
        int from = 0;
        while (from < series.length) {
            int to = frameEnd(from);
            addFrame(Arrays.asList(series).subList(from, to));
            cuts.add(to);
            from = to;
        }
        this.ends = cuts.stream().mapToInt(Integer::intValue).toArray();
    }

    /** @param group without duplicates */
    static SeriesSequence of(SampleGroup group) {
        return new SeriesSequence(group.seriesCopy());
    }

    private int frameEnd(int from) {
        long chars = 0;
        int to = from;
        Set<String> texts = new HashSet<>();
        while (to < series.length && to - from < MAX_SAMPLES) {
            chars += chars(series[to].labels()) + chars(series[to].metadata(), texts);
            if (chars > MAX_LABEL_CHARS && to > from) {
                return to;
            }
            to++;
        }
        return to;
    }

    private static long chars(Labels labels) {
        long chars = 0;
        for (int i = 0; i < labels.size(); i++) {
            chars += labels.name(i).length() + labels.value(i).length();
        }
        return chars;
    }

    /** Help texts are long, and the same for many series. */
    private static long chars(Metadata metadata, Set<String> seen) {
        if (metadata.isNone()) {
            return 0;
        }
        long chars = seen.add(metadata.help()) ? metadata.help().length() : 0;
        return seen.add(metadata.unit()) ? chars + metadata.unit().length() : chars;
    }

    private void addFrame(List<Series> of) {
        FrameLayout layout = FrameLayout.of(of.stream().map(Series::labels).toList(), MetadataColumns.texts(of));
        layouts.add(layout);
        columns.add(MetadataColumns.of(of, layout));
    }

    boolean matches(SampleGroup group) {
        if (group.size() != series.length) {
            return false;
        }
        for (int i = 0; i < series.length; i++) {
            if (series[i] != group.series(i)) {
                return false;
            }
        }
        return true;
    }

    int frames() {
        return ends.length;
    }

    FrameLayout layout(int frame) {
        return layouts.get(frame);
    }

    /** What is known about the frame's series. */
    FrameColumns columns(int frame) {
        return columns.get(frame);
    }

    /** Index of the frame's first sample in the group. */
    int from(int frame) {
        return frame == 0 ? 0 : ends[frame - 1];
    }

    /** Index behind the frame's last sample in the group. */
    int to(int frame) {
        return ends[frame];
    }

    int size() {
        return series.length;
    }
}
