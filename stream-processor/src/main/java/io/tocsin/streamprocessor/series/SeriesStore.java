package io.tocsin.streamprocessor.series;

import io.tocsin.promql.ast.Selector;
import io.tocsin.promql.series.SeriesSource;
import io.tocsin.schemas.frame.FrameLayout;
import io.tocsin.schemas.frame.MetricFrame;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.locks.StampedLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The samples of one partition, on the heap, in log order, compressed. Nothing that is appended replaces anything: which
 * samples an instant sees depends on their positions in the log alone, see {@link #at}.
 *
 * <p><b>Threads.</b> One thread writes ({@link #append}, {@link #evictBefore}, {@link #retain}, {@link
 * #clear}, {@link #lastLayout});
 * any number read ({@link #at}, {@link #latest}, {@link #statistics}) at the same time. A visitor is called without a
 * lock held, so it may take its time, select again, or, in the writer's thread, append.
 */
public final class SeriesStore {

    private final SeriesLimits limits;
    private final StampedLock lock = new StampedLock();
    private final ConcurrentLinkedDeque<SeriesReader> readers = new ConcurrentLinkedDeque<>();
    private final Map<String, Source> sources = new HashMap<>();
    private Retention retention = Retention.same();
    private SeriesIndex index;
    private Stripes stripes = new Stripes();
    private long evictedBefore = Long.MIN_VALUE;
    private volatile Refused refused = Refused.NONE;

    public SeriesStore(SeriesLimits limits) {
        this.limits = limits;
        this.index = new SeriesIndex(limits, retention);
    }

    /**
     * Appends a frame, the next one in the log. Series beyond a limit are refused, the others accepted; what is refused
     * depends on the sequence of calls alone.
     *
     * @param sourceKey who sent it: the record's key
     * @param horizonMillis the greatest tick before the frame in its partition, {@link Long#MIN_VALUE} before any
     */
    public AppendResult append(String sourceKey, MetricFrame frame, long horizonMillis) {
        long stamp = lock.writeLock();
        try {
            Source source = sources.computeIfAbsent(sourceKey, key -> new Source());
            Route route = routeOf(frame.layout(), source);
            if (frame.timestampOffsets().length == 0) {
                Column column = new Column(frame.timestamp(), horizonMillis, frame.values());
                route.setParts(stripes.append(column, route.members(), route.parts()));
            } else {
                appendByTime(frame, horizonMillis, route.members());
            }
            if (source.seriesCount() == 0 && route.result().accepted() == 0) {
                // Whoever is refused under ever new keys must not fill the heap.
                sources.remove(sourceKey);
            }
            return route.result();
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    private Route routeOf(FrameLayout layout, Source source) {
        Route expected = source.expected();
        Route route = expected != null && expected.isOf(layout) ? expected : source.route(layout);
        if (route == null) {
            route = new Route(layout, source, index);
            source.add(route);
        }
        route.refresh(index);
        source.took(route);
        return route;
    }

    /** One column for each timestamp, in ascending order; within a timestamp the order is that of the frame. */
    private void appendByTime(MetricFrame frame, long horizonMillis, Members members) {
        long[] offsets = frame.timestampOffsets();
        int[] order = TimeOrder.of(offsets, offsets.length);
        int from = 0;
        for (int to = 1; to <= order.length; to++) {
            if (to == order.length || offsets[order[to]] != offsets[order[from]]) {
                long timestamp = frame.timestamp() + offsets[order[from]];
                int[] samples = Arrays.copyOfRange(order, from, to);
                Column column = new Column(timestamp, horizonMillis, frame.values());
                stripes.append(column, new Members(members.source(), members.series(), samples), List.of());
                from = to;
            }
        }
    }

    /**
     * The layout that the source's next frame will probably have: its last one, or, if it sends several in turn, the one
     * that follows. To be handed to the decoder, which then need not touch a string.
     *
     * @return null if the source is unknown
     */
    public @Nullable FrameLayout lastLayout(String sourceKey) {
        Source source = sources.get(sourceKey);
        Route expected = source == null ? null : source.expected();
        return expected == null ? null : expected.layout();
    }

    /**
     * What the instant sees: exactly the samples appended with {@code horizon < instant}; of those with one timestamp the
     * last. Whatever is appended later with {@code horizon >= instant} changes nothing of it. Series are visited in the
     * order of their labels.
     */
    public SeriesSource at(long instantMillis) {
        return instantMillis == Long.MIN_VALUE ? SeriesSource.empty() : new StoreView(this, instantMillis - 1);
    }

    /** Everything there is. */
    public SeriesSource latest() {
        return new StoreView(this, Long.MAX_VALUE);
    }

    /**
     * Forgets samples that are older, but for series that are to be kept longer: see {@link #retain}. Readers stop
     * seeing them at once; memory follows block by block, and series with nothing left leave the index then.
     *
     * @param millis less than in an earlier call: no effect
     */
    public void evictBefore(long millis) {
        if (millis <= evictedBefore) {
            return;
        }
        long stamp = lock.writeLock();
        try {
            evictedBefore = millis;
            List<Series> gone = stripes.evictBefore(millis);
            if (!gone.isEmpty()) {
                index.remove(gone);
                sources.values().removeIf(source -> source.seriesCount() == 0);
            }
            refused = refused.since(stripes.leastHorizon());
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    /**
     * Hides, for good, the samples appended with this horizon whose timestamps are beyond what the next tick allowed.
     * Nothing of a later horizon may have been appended yet.
     */
    public void refuse(long horizonMillis, long newestAllowedMillis) {
        refused = refused.and(horizonMillis, newestAllowedMillis);
    }

    Refused refused() {
        return refused;
    }

    /**
     * Says which series {@link #evictBefore} spares, and for how long, from now on. Lasts through {@link #clear}. Like
     * appending and evicting it must happen at a position of the log if results are to be a function of the log.
     */
    public void retain(Retention longer) {
        long stamp = lock.writeLock();
        try {
            retention = longer;
            index.retain(longer, evictedBefore);
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    /** Whether there is any such series. */
    public boolean holds(Selector selector) {
        return find(selector).length > 0;
    }

    public SeriesStatistics statistics() {
        return reading(() -> {
            Sizes sizes = stripes.sizes();
            return new SeriesStatistics(sources.size(), index.size(), sizes.samples, sizes.blocks, sizes.bytes);
        });
    }

    /** Back to the state of a new store. */
    public void clear() {
        long stamp = lock.writeLock();
        try {
            sources.clear();
            index = new SeriesIndex(limits, retention);
            stripes = new Stripes();
            evictedBefore = Long.MIN_VALUE;
            refused = Refused.NONE;
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    Series[] find(Selector selector) {
        return reading(() -> index.select(selector));
    }

    void read(Series series, Span span, SeriesReader reader) {
        long stamp = lock.readLock();
        try {
            reader.buffer().clear();
            series.read(span.notBefore(series.keptFrom(evictedBefore)), reader.codec(), reader.buffer());
        } finally {
            lock.unlockRead(stamp);
        }
    }

    private <T> T reading(Supplier<T> what) {
        long stamp = lock.readLock();
        try {
            return what.get();
        } finally {
            lock.unlockRead(stamp);
        }
    }

    SeriesReader borrowReader() {
        SeriesReader reader = readers.poll();
        return reader == null ? new SeriesReader() : reader;
    }

    void giveBack(SeriesReader reader) {
        readers.push(reader);
    }
}
