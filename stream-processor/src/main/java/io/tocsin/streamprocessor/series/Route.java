package io.tocsin.streamprocessor.series;

import io.tocsin.schemas.frame.FrameLayout;
import io.tocsin.schemas.labels.Labels;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the samples of one layout go. A cache: it decides nothing and may be made anew at any time. */
final class Route {

    private final FrameLayout layout;
    private final @Nullable Series[] series;
    private final Members members;
    private List<Part> parts = List.of();
    private AppendResult result;
    private long removals;
    private Route successor = this;

    Route(FrameLayout layout, Source source, SeriesIndex index) {
        this.layout = layout;
        this.series = new Series[layout.size()];
        this.members = new Members(source, series, null);
        this.result = resolve(index);
    }

    FrameLayout layout() {
        return layout;
    }

    /** Decoders hand out the same object as long as a layout repeats. */
    @SuppressWarnings("ReferenceEquality")
    boolean isOf(FrameLayout other) {
        return layout == other;
    }

    int size() {
        return series.length;
    }

    /** All samples of a frame. */
    Members members() {
        return members;
    }

    List<Part> parts() {
        return parts;
    }

    void setParts(List<Part> parts) {
        this.parts = parts;
    }

    Route successor() {
        return successor;
    }

    void setSuccessor(Route successor) {
        this.successor = successor;
    }

    /** What is to be said of a frame that goes this way. */
    AppendResult result() {
        return result;
    }

    /** Series may have gone since, and refused ones may find room. */
    void refresh(SeriesIndex index) {
        if (removals != index.removals()) {
            result = resolve(index);
        }
    }

    private AppendResult resolve(SeriesIndex index) {
        parts = List.of();
        removals = index.removals();
        int accepted = 0;
        Map<Labels, RefusedSeries> refused = new LinkedHashMap<>();
        for (int i = 0; i < series.length; i++) {
            Labels labels = layout.labels(i);
            series[i] = index.findOrAdd(labels, members.source());
            if (series[i] != null) {
                accepted++;
            } else {
                refused.put(labels, new RefusedSeries(labels, index.whyFull(members.source())));
            }
        }
        return new AppendResult(accepted, series.length - accepted, List.copyOf(refused.values()));
    }
}
