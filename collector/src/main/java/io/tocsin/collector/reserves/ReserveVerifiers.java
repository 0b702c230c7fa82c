package io.tocsin.collector.reserves;

import io.micrometer.core.instrument.MeterRegistry;
import io.tocsin.collector.events.OwnEvents;
import io.tocsin.collector.fetch.Fetcher;
import io.tocsin.collector.turns.TurnSchedule;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Verifies what the configuration names, until it is closed. */
public final class ReserveVerifiers implements AutoCloseable {

    private final Fetcher fetcher = new Fetcher();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final TurnSchedule schedule;

    private ReserveVerifiers(InstantSource clock) {
        this.schedule = new TurnSchedule("tocsin-reserve-timer", clock);
    }

    public static ReserveVerifiers start(
            VerifierSetup setup, OwnEvents events, InstantSource clock, MeterRegistry registry) {
        ReserveVerifiers verifiers = new ReserveVerifiers(clock);
        VerifierLoop.Tools tools = new VerifierLoop.Tools(verifiers.fetcher, verifiers.threads, events);
        for (Verification each : setup.verifications()) {
            verifiers.schedule.add(new VerifierLoop(each, tools, new VerifierMetrics(registry, each.asset())));
        }
        return verifiers;
    }

    /** No verification begins after this, and those under way publish nothing more. */
    @Override
    public void close() {
        schedule.close();
        threads.shutdownNow();
        fetcher.close();
    }
}
