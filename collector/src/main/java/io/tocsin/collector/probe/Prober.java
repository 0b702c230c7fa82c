package io.tocsin.collector.probe;

import io.tocsin.collector.fetch.Fetcher;
import io.tocsin.collector.intake.Intake;
import io.tocsin.collector.scrape.ActiveTarget;
import io.tocsin.collector.turns.TurnSchedule;
import java.time.InstantSource;
import java.util.List;

/** Probes what the configuration names, until it is closed. */
public final class Prober implements AutoCloseable {

    private final Fetcher fetcher = new Fetcher();
    private final TurnSchedule schedule;
    private final List<ProbeLoop> loops;

    private Prober(ProbeSetup setup, Intake intake, InstantSource clock) {
        this.schedule = new TurnSchedule("tocsin-probe-timer", clock);
        this.loops = setup.probes().stream()
                .map(probe -> new ProbeLoop(probe, fetcher, intake))
                .toList();
    }

    public static Prober start(ProbeSetup setup, Intake intake, InstantSource clock) {
        Prober prober = new Prober(setup, intake, clock);
        prober.loops.forEach(prober.schedule::add);
        return prober;
    }

    /** What is probed, for people. */
    public List<ActiveTarget> targets() {
        return loops.stream()
                .map(loop -> ActiveTarget.of(
                        loop.probe().labels(),
                        loop.probe().shownUrl(),
                        loop.probe().timing(),
                        loop.health()))
                .toList();
    }

    /** No probe begins after this, and those under way say nothing. */
    @Override
    public void close() {
        schedule.close();
        fetcher.close();
    }
}
