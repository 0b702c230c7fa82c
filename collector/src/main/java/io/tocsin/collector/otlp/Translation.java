package io.tocsin.collector.otlp;

import io.tocsin.collector.intake.Intake;
import io.tocsin.collector.intake.Reason;
import io.tocsin.collector.intake.SampleBatch;
import io.tocsin.collector.intake.Series;
import io.tocsin.collector.intake.Transport;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way into a batch. A point is taken as a whole or not at all, and what is refused is never added
 * up. Used once, by one thread.
 */
final class Translation {

    /** Half of the look-back, so that no evaluation between two descriptions finds none. */
    private static final long DESCRIBED_EVERY_MILLIS = 150_000;

    private static final int MOST_DESCRIPTIONS = 100;

    private final Intake intake;
    private final DeltaSums deltas;
    private final SampleBatch batch;
    private final Set<Sighting> seen;
    private long earliest = Long.MAX_VALUE;
    private long latest = Long.MIN_VALUE;
    private int refusedSamples;
    private int refusedPoints;
    private int exemplars;

    private record Sighting(PointKey key, long timestampMillis) {}

    /** @param samples expected */
    Translation(Intake intake, DeltaSums deltas, int samples) {
        this.intake = intake;
        this.deltas = deltas;
        this.batch = new SampleBatch(Transport.OTLP, samples);
        this.seen = HashSet.newHashSet(samples);
    }

    void exemplars(int left) {
        exemplars += left;
    }

    void take(PointSeries of, Point point, Temporality temporality) {
        Reason refusal = refusal(of, point, temporality);
        if (refusal != null) {
            refuse(refusal, of.worst(), point.values().length);
        } else if (point.isStale() || temporality == Temporality.CUMULATIVE) {
            add(of, point.timeMillis(), point.values());
        } else {
            addUp(of, point, temporality);
        }
    }

    private @Nullable Reason refusal(PointSeries of, Point point, Temporality temporality) {
        Reason refusal = intake.refusal(of.worst(), point.timeMillis());
        if (refusal != null) {
            return refusal;
        }
        if (temporality == Temporality.UNSPECIFIED) {
            return Reason.UNSPECIFIED_TEMPORALITY;
        }
        if (temporality != Temporality.CUMULATIVE && !point.isStale() && !point.canBeAdded()) {
            return Reason.MALFORMED_DATA_POINT;
        }
        return seen.add(new Sighting(of.key(), point.timeMillis())) ? null : Reason.DUPLICATE_SAMPLE;
    }

    /** Counts a point that is not taken. */
    void refuse(Reason reason, Series named, int samples) {
        batch.refuse(reason, named, samples);
        refusedSamples += samples;
        refusedPoints++;
    }

    private void add(PointSeries of, long timestampMillis, double[] values) {
        earliest = Math.min(earliest, timestampMillis);
        latest = Math.max(latest, timestampMillis);
        append(of, timestampMillis, values);
    }

    private void append(PointSeries of, long timestampMillis, double[] values) {
        for (int i = 0; i < values.length; i++) {
            batch.add(of.all().get(i), timestampMillis, values[i]);
        }
    }

    private void addUp(PointSeries of, Point point, Temporality temporality) {
        switch (deltas.add(of, point)) {
            case DeltaSums.Result.Added(double[] totals, boolean begins) -> {
                if (begins && temporality == Temporality.DELTA) {
                    addZero(of, point);
                }
                add(of, point.timeMillis(), totals);
            }
            case DeltaSums.Result.Refused(Reason reason) -> refuse(reason, of.worst(), point.values().length);
        }
    }

    /**
     * A sum begins with nothing, just after the start of its first point: so that its first increase counts, and also
     * one after the sum was forgotten. Just after, because a sample of the old sum may stand at the start itself.
     */
    private void addZero(PointSeries of, Point point) {
        long at = point.startMillis() + 1;
        boolean fits = point.startNanos() != 0 && at < point.timeMillis();
        if (fits && intake.refusal(of.worst(), at) == null && seen.add(new Sighting(of.key(), at))) {
            append(of, at, new double[point.values().length]);
        }
    }

    /** Begins with the points of another resource. */
    void nextResource() {
        earliest = Long.MAX_VALUE;
        latest = Long.MIN_VALUE;
    }

    /** Says what the resource is, while its points are taken; nothing if none has been. */
    void describeResource(PointSeries targetInfo) {
        if (latest == Long.MIN_VALUE) {
            return;
        }
        Series series = targetInfo.all().getFirst();
        Reason refusal = series.refusal();
        if (refusal != null) {
            batch.refuse(refusal, series, 1);
            refusedSamples++;
            return;
        }
        long step = Math.max(DESCRIBED_EVERY_MILLIS, (latest - earliest) / MOST_DESCRIPTIONS);
        for (long at = earliest; at < latest; at += step) {
            describe(targetInfo, at);
        }
        describe(targetInfo, latest);
    }

    private void describe(PointSeries targetInfo, long at) {
        if (seen.add(new Sighting(targetInfo.key(), at))) {
            batch.add(targetInfo.all().getFirst(), at, 1);
        }
    }

    Translated end() {
        return new Translated(batch, refusedPoints, refusedSamples, exemplars);
    }
}
