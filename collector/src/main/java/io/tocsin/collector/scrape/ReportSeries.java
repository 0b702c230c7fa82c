package io.tocsin.collector.scrape;

import io.tocsin.collector.intake.Intake;
import io.tocsin.collector.intake.SampleBatch;
import io.tocsin.collector.intake.Series;
import io.tocsin.schemas.labels.Labels;
import java.time.Duration;
import java.util.List;

/** The five series that tell of each scrape, good or not; no limit and no relabelling of a job's series touches them. */
final class ReportSeries {

    static final int SIZE = 5;

    private final Series up;
    private final Series duration;
    private final Series scraped;
    private final Series kept;
    private final Series added;

    /** @param target the labels of the target */
    ReportSeries(Labels target, Intake intake) {
        this.up = intake.series(target.with(Labels.METRIC_NAME, "up"));
        this.duration = intake.series(target.with(Labels.METRIC_NAME, "scrape_duration_seconds"));
        this.scraped = intake.series(target.with(Labels.METRIC_NAME, "scrape_samples_scraped"));
        this.kept = intake.series(target.with(Labels.METRIC_NAME, "scrape_samples_post_metric_relabeling"));
        this.added = intake.series(target.with(Labels.METRIC_NAME, "scrape_series_added"));
    }

    void add(SampleBatch batch, long atMillis, boolean isUp, Duration took, ScrapeCounts counts) {
        batch.add(up, atMillis, isUp ? 1 : 0);
        batch.add(duration, atMillis, took.toNanos() / 1e9);
        batch.add(scraped, atMillis, counts.scraped());
        batch.add(kept, atMillis, counts.kept());
        batch.add(added, atMillis, counts.added());
    }

    List<Series> all() {
        return List.of(up, duration, scraped, kept, added);
    }
}
