package io.tocsin.collector.scrape;

import io.tocsin.collector.exposition.ExpositionException;
import io.tocsin.collector.exposition.SeriesText;
import io.tocsin.collector.intake.Intake;
import io.tocsin.collector.intake.SampleBatch;
import io.tocsin.collector.intake.Series;
import io.tocsin.collector.relabel.Relabelling;
import io.tocsin.collector.scrape.config.ScrapeLimits;
import io.tocsin.schemas.labels.Labels;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The series of one target: by the bytes they are written in, so that a repeated one is neither parsed nor relabelled
 * again, and by their labels, so that one that is written in another way is no other. Not thread-safe.
 */
final class KnownSeries {

    private static final long NO_ROUND = -1;

    /** Series beyond the usual ones that are remembered while scrapes fail. */
    private static final int SPARE = 1_000;

    private final TargetLabels target;
    private final Relabelling relabelling;
    private final ScrapeLimits limits;
    private final Intake intake;
    private final Map<RawSeries, Entry> entries = new HashMap<>();
    private final Map<Labels, Shown> shown = new HashMap<>();
    private final RawSeries probe = RawSeries.probe();
    private int added;

    /** What is known of some bytes. */
    private static final class Entry {
        /** Null if relabelling drops it. */
        private final @Nullable Shown shown;

        private long round;

        Entry(@Nullable Shown shown) {
            this.shown = shown;
        }
    }

    /** A series that is taken. */
    static final class Shown {
        private final Series series;

        /** The round of the scrape in which it was seen last, with a sample of the scrape's own time. */
        private long round = NO_ROUND;

        /** Whether the last scrape showed it, so that it has to be ended when the next does not. */
        private boolean live;

        Shown(Series series) {
            this.series = series;
        }

        Series series() {
            return series;
        }
    }

    KnownSeries(TargetLabels target, Relabelling relabelling, ScrapeLimits limits, Intake intake) {
        this.target = target;
        this.relabelling = relabelling;
        this.limits = limits;
        this.intake = intake;
    }

    /**
     * @return null if relabelling drops it
     * @throws ExpositionException if its labels cannot be read
     * @throws LimitException if its labels are beyond a limit of the job
     */
    @Nullable
    Shown of(SeriesText text, long round) throws ExpositionException {
        Entry entry = entries.get(probe.pointTo(text));
        if (entry == null) {
            entry = new Entry(read(text));
            added += entry.shown == null ? 0 : 1;
            entries.put(probe.lasting(), entry);
        }
        entry.round = round;
        return entry.shown;
    }

    private @Nullable Shown read(SeriesText text) throws ExpositionException {
        Labels labels = relabelling.apply(target.of(text.labels()));
        if (labels == null) {
            return null;
        }
        check(labels);
        return shown.computeIfAbsent(labels, of -> new Shown(intake.series(of)));
    }

    private void check(Labels labels) {
        if (beyond(labels.size(), limits.labels())) {
            throw new LimitException("more than label_limit " + limits.labels() + " labels: " + labels);
        }
        labels.forEach((name, value) -> {
            if (beyond(name.length(), limits.labelNameLength())) {
                throw new LimitException(
                        "a label name longer than label_name_length_limit " + limits.labelNameLength() + ": " + labels);
            }
            if (beyond(value.length(), limits.labelValueLength())) {
                throw new LimitException("a value of the label " + name + " longer than label_value_length_limit "
                        + limits.labelValueLength() + ": " + labels);
            }
        });
    }

    private static boolean beyond(int size, int limit) {
        return limit > 0 && size > limit;
    }

    int size() {
        return entries.size();
    }

    /** Marks a series as seen in a scrape, which may still fail. */
    void see(Shown series, long round) {
        series.round = round;
    }

    /** After a good scrape: ends every series that the one before showed and this one did not. */
    void settle(long round, SampleBatch batch, long atMillis) {
        shown.values().forEach(series -> {
            boolean seen = round != NO_ROUND && series.round == round;
            if (series.live && !seen) {
                batch.add(series.series, atMillis, Staleness.MARKER);
            }
            series.live = seen;
        });
    }

    /** After a failed scrape, or the last one: ends every series. */
    void endAll(SampleBatch batch, long atMillis) {
        settle(NO_ROUND, batch, atMillis);
    }

    /** Takes over what is to be ended, should the next scrape not show it. */
    void inherit(KnownSeries before) {
        before.shown.forEach((labels, series) -> {
            if (series.live) {
                shown.put(labels, series);
            }
        });
    }

    /** How many series have been met for the first time since this was last asked. */
    int takeAdded() {
        int taken = added;
        added = 0;
        return taken;
    }

    /** After a failed scrape: what is known is kept for the next one, but not without end, should the names change each time. */
    void boundAfterFailure(long round, int usualSize) {
        if (entries.size() > 2 * usualSize + SPARE) {
            forgetUnseen(round);
        }
    }

    /** After a good scrape: what it did not show takes no memory any longer. */
    void forgetUnseen(long round) {
        if (entries.values().removeIf(entry -> entry.round < round)) {
            Set<Shown> left = Collections.newSetFromMap(new IdentityHashMap<>());
            entries.values().forEach(entry -> {
                if (entry.shown != null) {
                    left.add(entry.shown);
                }
            });
            shown.values().retainAll(left);
        }
    }
}
