package io.tocsin.collector.scrape;

import io.tocsin.collector.exposition.ContentType;
import io.tocsin.collector.exposition.ContentTypeException;
import io.tocsin.collector.exposition.ExpositionException;
import io.tocsin.collector.exposition.ExpositionFormat;
import io.tocsin.collector.intake.Intake;
import io.tocsin.collector.intake.SampleBatch;
import io.tocsin.collector.intake.Transport;
import io.tocsin.collector.scrape.config.ScrapeConfig;
import io.tocsin.collector.scrape.http.Answer;
import io.tocsin.collector.scrape.http.ScrapeFailedException;
import io.tocsin.collector.scrape.http.TargetClient;
import io.tocsin.collector.scrape.targets.ScrapeTarget;
import io.tocsin.collector.turns.Grid;
import io.tocsin.collector.turns.Turn;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One target. A scrape is taken as a whole or not at all; after a failed one, and where a target is no longer scraped,
 * its series are ended by staleness markers. Used by one thread at a time, but for what says otherwise.
 */
final class ScrapeLoop implements Turn {

    private static final Logger LOG = LoggerFactory.getLogger(ScrapeLoop.class);

    private final Intake intake;
    private volatile Assignment assigned;
    private volatile TargetHealth health = TargetHealth.UNKNOWN;
    private Assignment current;
    private KnownSeries known;
    private ReportSeries report;
    private long round;
    private int lastSize;

    /**
     * What to scrape, and how.
     *
     * @param refusal why it is not to be asked, which is then its error; empty: it is
     */
    record Assignment(ScrapeConfig config, ScrapeTarget target, TargetClient client, String refusal) {}

    ScrapeLoop(Assignment first, Intake intake) {
        this.intake = intake;
        this.assigned = first;
        this.current = first;
        this.known = known(first);
        this.report = new ReportSeries(first.target().labels(), intake);
    }

    private KnownSeries known(Assignment of) {
        TargetLabels labels = new TargetLabels(of.target().labels(), of.config().honorLabels());
        return new KnownSeries(
                labels, of.config().metricRelabelling(), of.config().limits(), intake);
    }

    /** From any thread. */
    ScrapeTarget target() {
        return assigned().target();
    }

    @Override
    public Grid grid() {
        return target().grid();
    }

    /** From any thread. */
    Assignment assigned() {
        return assigned;
    }

    /**
     * From the next scrape on, from any thread. What was shown before goes on, if it still is: a change of the
     * configuration leaves no gap.
     */
    void assign(Assignment next) {
        assigned = next;
    }

    private void takeOver(Assignment next) {
        if (!next.equals(current)) {
            KnownSeries before = known;
            known = known(next);
            known.inherit(before);
            report = new ReportSeries(next.target().labels(), intake);
            current = next;
        }
    }

    /** From any thread. */
    TargetHealth health() {
        return health;
    }

    /**
     * Scrapes once, and hands over what there is; does not wait for the log.
     *
     * @param atMillis the time of the samples
     */
    @Override
    public void take(long atMillis) throws InterruptedException {
        takeOver(assigned);
        round++;
        long began = System.nanoTime();
        SampleBatch batch = new SampleBatch(Transport.SCRAPE, lastSize + ReportSeries.SIZE);
        Reading reading = new Reading(current.config(), known, batch, atMillis, round);
        String error = "";
        try {
            read(reading);
            known.settle(round, batch, atMillis);
            known.forgetUnseen(round);
            lastSize = batch.size();
        } catch (ScrapeFailedException | ContentTypeException | LimitException e) {
            error = String.valueOf(e.getMessage());
        } catch (ExpositionException e) {
            error = "the answer cannot be read: " + e.getMessage();
        }
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        if (!error.isEmpty()) {
            batch = new SampleBatch(Transport.SCRAPE, lastSize + ReportSeries.SIZE);
            known.endAll(batch, atMillis);
            known.boundAfterFailure(round, lastSize);
        }
        report.add(batch, atMillis, error.isEmpty(), took, reading.counts());
        note(atMillis, took, error);
        intake.accept(batch);
    }

    /** How many series are remembered, taken or not. */
    int known() {
        return known.size();
    }

    private void read(Reading reading)
            throws ScrapeFailedException, ContentTypeException, ExpositionException, InterruptedException {
        if (!current.refusal().isEmpty()) {
            throw new ScrapeFailedException(current.refusal());
        }
        ScrapeTarget target = current.target();
        Answer answer = current.client().get(target.url(), target.timing().timeout());
        ExpositionFormat format = ContentType.format(
                answer.contentType(), current.config().fallback().orElse(null));
        format.parse(answer.body(), answer.body().length, reading);
        int limit = current.config().limits().samples();
        if (limit > 0 && reading.kept() > limit) {
            throw new LimitException("sample_limit " + limit + " exceeded: " + reading.kept() + " samples");
        }
    }

    private void note(long atMillis, Duration took, String error) {
        TargetHealth before = health;
        TargetHealth.State state = error.isEmpty() ? TargetHealth.State.UP : TargetHealth.State.DOWN;
        health = new TargetHealth(state, Instant.ofEpochMilli(atMillis), took, error);
        ScrapeTarget target = current.target();
        if (state == before.state()) {
            return;
        }
        if (!error.isEmpty()) {
            LOG.warn("Target {} of job {} is down: {}", target.url(), target.job(), error);
        } else if (before.state() == TargetHealth.State.DOWN) {
            LOG.info("Target {} of job {} is up again", target.url(), target.job());
        }
    }

    /** Of a target that is no longer scraped. */
    @Override
    public void end(long atMillis) {
        SampleBatch batch = new SampleBatch(Transport.SCRAPE, lastSize + ReportSeries.SIZE);
        known.endAll(batch, atMillis);
        if (health.state() != TargetHealth.State.UNKNOWN) {
            report.all().forEach(series -> batch.add(series, atMillis, Staleness.MARKER));
        }
        intake.accept(batch);
    }
}
