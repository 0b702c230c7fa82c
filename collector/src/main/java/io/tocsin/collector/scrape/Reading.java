package io.tocsin.collector.scrape;

import io.tocsin.collector.exposition.ExpositionException;
import io.tocsin.collector.exposition.ExpositionSink;
import io.tocsin.collector.exposition.SeriesText;
import io.tocsin.collector.intake.SampleBatch;
import io.tocsin.collector.scrape.config.ScrapeConfig;
import org.jspecify.annotations.Nullable;

/** Takes the samples of one scrape into a batch. */
final class Reading implements ExpositionSink {

    private final ScrapeConfig config;
    private final KnownSeries known;
    private final SampleBatch batch;
    private final long atMillis;
    private final long round;
    private int scraped;
    private int kept;

    Reading(ScrapeConfig config, KnownSeries known, SampleBatch batch, long atMillis, long round) {
        this.config = config;
        this.known = known;
        this.batch = batch;
        this.atMillis = atMillis;
        this.round = round;
    }

    @Override
    public void sample(SeriesText text, double value, long timestampMillis) throws ExpositionException {
        scraped++;
        KnownSeries.@Nullable Shown series = known.of(text, round);
        if (series == null) {
            return;
        }
        kept++;
        int limit = config.limits().samples();
        if (limit > 0 && kept > limit) {
            // Counted to the end, so that people see by how much.
            return;
        }
        boolean ownTime = config.honorTimestamps() && timestampMillis != NO_TIMESTAMP;
        if (!ownTime || config.trackTimestampsStaleness()) {
            known.see(series, round);
        }
        batch.add(series.series(), ownTime ? timestampMillis : atMillis, value);
    }

    int kept() {
        return kept;
    }

    ScrapeCounts counts() {
        return new ScrapeCounts(scraped, kept, known.takeAdded());
    }
}
