package io.tocsin.collector.feed;

import io.tocsin.collector.intake.BoundedCache;
import io.tocsin.collector.intake.Intake;
import io.tocsin.collector.intake.Receipt;
import io.tocsin.collector.intake.SampleBatch;
import io.tocsin.collector.intake.Series;
import io.tocsin.collector.intake.Transport;
import io.tocsin.schemas.labels.Labels;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes what a source shows, stamped with the instant of the reading, with {@code up} beside it. A series that is
 * no longer shown gets a staleness marker. Where the log is away the reading is dropped, and counted by the intake.
 * Used by one thread at a time.
 */
public final class Feed {

    private static final Logger LOG = LoggerFactory.getLogger(Feed.class);

    /** The bits by which Prometheus tells a staleness marker from any other NaN. */
    private static final double STALE = Double.longBitsToDouble(0x7ff0000000000002L);

    private static final int REMEMBERED = 20_000;

    private final Transport transport;
    private final Target target;
    private final SampleSource source;
    private final Intake intake;
    private final InstantSource clock;
    private final BoundedCache<Labels, Series> known = new BoundedCache<>(REMEMBERED, (labels, series) -> 1);
    private Set<Series> shown = Set.of();
    private boolean failing;

    private record Reading(List<Series> series, List<Double> values) {
        void add(Series of, double value) {
            series.add(of);
            values.add(value);
        }

        void clear() {
            series.clear();
            values.clear();
        }
    }

    public Feed(Transport transport, Target target, SampleSource source, Intake intake, InstantSource clock) {
        this.transport = transport;
        this.target = target;
        this.source = source;
        this.intake = intake;
        this.clock = clock;
    }

    /** Reads the source once and publishes; does not wait for the log. */
    public Receipt publish() {
        long now = clock.millis();
        Reading reading = read();
        SampleBatch batch = new SampleBatch(transport, reading.series.size() + shown.size());
        Set<Series> present = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int i = 0; i < reading.series.size(); i++) {
            batch.add(reading.series.get(i), now, reading.values.get(i));
            present.add(reading.series.get(i));
        }
        shown.stream().filter(series -> !present.contains(series)).forEach(gone -> batch.add(gone, now, STALE));
        shown = present;
        return intake.accept(batch);
    }

    private Reading read() {
        Reading now = new Reading(new ArrayList<>(), new ArrayList<>());
        try {
            source.collect((labels, value) -> now.add(series(labels), value));
            failing = false;
        } catch (RuntimeException | Error e) {
            // An error, too: a library that is missing on this machine is one.
            now.clear();
            if (!failing) {
                LOG.warn("{} of {} cannot be read; up is 0 until it can", target.job(), target.instance(), e);
            }
            failing = true;
        }
        now.add(series(Labels.of(Labels.METRIC_NAME, "up")), failing ? 0 : 1);
        return now;
    }

    private Series series(Labels labels) {
        Series series = known.get(labels);
        if (series == null) {
            series = intake.series(target.label(labels));
            known.put(labels, series);
        }
        return series;
    }
}
