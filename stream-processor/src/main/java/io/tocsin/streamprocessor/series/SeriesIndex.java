package io.tocsin.streamprocessor.series;

import io.tocsin.promql.ast.Selector;
import io.tocsin.schemas.labels.Labels;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The series of a store by labels, and by selector. Rules repeat the same selectors at every instant: what one found is
 * kept, and only series that came since are looked at.
 *
 * <p>Changed by the writer only; {@link #select} may run in many threads between changes.
 */
final class SeriesIndex {

    /** References that remembered selections may hold, before all of them are forgotten. */
    private static final int MAX_REMEMBERED = 4_000_000;

    private final SeriesLimits limits;
    private final Map<Labels, Series> byLabels = new HashMap<>();
    private final Map<Selector, Selection> remembered = new ConcurrentHashMap<>();
    private List<@Nullable Series> byId = new ArrayList<>();
    private Postings postings = new Postings();
    private Retention retention;
    private int epoch;
    private long removals;

    SeriesIndex(SeriesLimits limits, Retention retention) {
        this.limits = limits;
        this.retention = retention;
    }

    void retain(Retention longer, long evictedBefore) {
        retention = longer;
        byLabels.values().forEach(series -> series.keepLonger(longer.longerMillis(series.labels), evictedBefore));
    }

    int size() {
        return byLabels.size();
    }

    /** Counts the times that series were removed. */
    long removals() {
        return removals;
    }

    /** @return null if a limit is reached */
    @Nullable
    Series findOrAdd(Labels labels, Source source) {
        Series found = byLabels.get(labels);
        if (found != null) {
            return found;
        }
        if (source.seriesCount() >= limits.seriesPerSource() || size() >= limits.series()) {
            return null;
        }
        Series series = new Series(labels, source);
        series.keepLonger(retention.longerMillis(labels), Long.MIN_VALUE);
        byLabels.put(labels, series);
        source.countSeries(1);
        register(series);
        return series;
    }

    RefusedSeries.Reason whyFull(Source source) {
        return source.seriesCount() >= limits.seriesPerSource()
                ? RefusedSeries.Reason.SOURCE_LIMIT
                : RefusedSeries.Reason.STORE_LIMIT;
    }

    private void register(Series series) {
        postings.add(series.labels, byId.size());
        byId.add(series);
    }

    void remove(List<Series> gone) {
        for (Series series : gone) {
            byLabels.remove(series.labels);
            series.source.countSeries(-1);
        }
        removals++;
        // Ids of the dead stay in the postings until they outnumber the living.
        if (byId.size() > 2 * size() + 1024) {
            renumber();
        }
    }

    private void renumber() {
        List<@Nullable Series> before = byId;
        byId = new ArrayList<>(size());
        postings = new Postings();
        for (Series series : before) {
            if (series != null && byLabels.get(series.labels) == series) {
                register(series);
            }
        }
        epoch++;
        remembered.clear();
    }

    Series[] select(Selector selector) {
        Selection before = remembered.get(selector);
        if (before != null && before.epoch() == epoch && before.upTo() == byId.size()) {
            return before.series();
        }
        Selection now = before != null && before.epoch() == epoch ? extended(before, selector) : found(selector);
        remember(selector, now);
        return now.series();
    }

    private Selection found(Selector selector) {
        IntList ids = postings.candidates(selector.matchers(), byId.size());
        List<Series> series = new ArrayList<>(ids.size());
        Conditions conditions = new Conditions(selector.matchers());
        for (int i = 0; i < ids.size(); i++) {
            Series candidate = byId.get(ids.get(i));
            if (candidate != null && conditions.hold(candidate.labels)) {
                series.add(candidate);
            }
        }
        return selection(series);
    }

    private Selection extended(Selection before, Selector selector) {
        List<Series> series = new ArrayList<>(List.of(before.series()));
        for (int id = before.upTo(); id < byId.size(); id++) {
            Series candidate = byId.get(id);
            if (candidate != null && selector.matches(candidate.labels)) {
                series.add(candidate);
            }
        }
        return series.size() == before.series().length
                ? new Selection(epoch, byId.size(), before.series())
                : selection(series);
    }

    private Selection selection(List<Series> series) {
        series.sort(Comparator.comparing(found -> found.labels));
        return new Selection(epoch, byId.size(), series.toArray(new Series[0]));
    }

    private void remember(Selector selector, Selection selection) {
        long held = 0;
        for (Selection each : remembered.values()) {
            held += each.series().length + 16;
        }
        if (held + selection.series().length > MAX_REMEMBERED) {
            remembered.clear();
        }
        remembered.put(selector, selection);
    }
}
