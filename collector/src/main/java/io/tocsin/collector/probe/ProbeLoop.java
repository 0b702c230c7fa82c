package io.tocsin.collector.probe;

import io.tocsin.collector.fetch.Fetched;
import io.tocsin.collector.fetch.Fetcher;
import io.tocsin.collector.intake.Intake;
import io.tocsin.collector.intake.SampleBatch;
import io.tocsin.collector.intake.Transport;
import io.tocsin.collector.scrape.TargetHealth;
import io.tocsin.collector.turns.Grid;
import io.tocsin.collector.turns.Turn;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One probe, again and again. Used by one thread at a time, but for what says otherwise. */
final class ProbeLoop implements Turn {

    private static final Logger LOG = LoggerFactory.getLogger(ProbeLoop.class);

    private final Probe probe;
    private final Fetcher fetcher;
    private final Intake intake;
    private final ProbeSeries series;
    private volatile TargetHealth health = TargetHealth.UNKNOWN;

    ProbeLoop(Probe probe, Fetcher fetcher, Intake intake) {
        this.probe = probe;
        this.fetcher = fetcher;
        this.intake = intake;
        this.series = new ProbeSeries(probe.labels(), intake);
    }

    @Override
    public Grid grid() {
        return probe.grid();
    }

    /** Asks once, and hands over what is known then; does not wait for the log. */
    @Override
    public void take(long atMillis) throws InterruptedException {
        long began = System.nanoTime();
        Fetched fetched =
                fetcher.fetch(probe.fetch(), probe.url(), probe.timing().timeout());
        Verdict verdict = probe.expectations().judge(fetched);
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        SampleBatch batch = new SampleBatch(Transport.PROBE, ProbeSeries.SIZE);
        series.add(batch, atMillis, fetched, verdict, took);
        note(atMillis, verdict, took);
        intake.accept(batch);
    }

    private void note(long atMillis, Verdict verdict, Duration took) {
        TargetHealth before = health;
        TargetHealth.State state = verdict.success() ? TargetHealth.State.UP : TargetHealth.State.DOWN;
        health = new TargetHealth(state, Instant.ofEpochMilli(atMillis), took, verdict.problem());
        String job = probe.labels().get("job");
        String instance = probe.labels().get("instance");
        if (state != before.state() && !verdict.success()) {
            LOG.warn("Probe {} of {} fails: {}", job, instance, verdict.problem());
        } else if (before.state() == TargetHealth.State.DOWN && verdict.success()) {
            LOG.info("Probe {} of {} succeeds again", job, instance);
        }
    }

    /** From any thread. */
    TargetHealth health() {
        return health;
    }

    /** From any thread. */
    Probe probe() {
        return probe;
    }

    /** Probes go on as long as the collector does; another one, or this one again, goes on with their series. */
    @Override
    public void end(long atMillis) {}
}
