package io.tocsin.collector.reserves;

import io.tocsin.collector.events.OwnEvents;
import io.tocsin.collector.fetch.Fetcher;
import io.tocsin.collector.reserves.Poll.Missing;
import io.tocsin.collector.reserves.Trouble.Reason;
import io.tocsin.collector.turns.Grid;
import io.tocsin.collector.turns.Turn;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Verifies one asset, again and again. Used by one thread at a time. */
final class VerifierLoop implements Turn {

    private static final Logger LOG = LoggerFactory.getLogger(VerifierLoop.class);

    private final Verification verification;
    private final Tools tools;
    private final VerifierMetrics metrics;
    private Set<Reason> before = Set.of();

    /**
     * What all verifiers share.
     *
     * @param threads one for each question
     */
    record Tools(Fetcher fetcher, ExecutorService threads, OwnEvents events) {}

    VerifierLoop(Verification verification, Tools tools, VerifierMetrics metrics) {
        this.verification = verification;
        this.tools = tools;
        this.metrics = metrics;
    }

    @Override
    public Grid grid() {
        return verification.grid();
    }

    /** Asks for everything, and waits until the log has the snapshot; that has the time of the grid also if it began late. */
    @Override
    public void take(long atMillis) throws InterruptedException {
        long began = System.nanoTime();
        Poll.Result result = Poll.of(verification, grid().last(atMillis), atMillis, tools.fetcher(), tools.threads());
        List<Missing> missing = result.missing();
        if (result.snapshot().isPresent()) {
            missing = published(tools.events().reserves(result.snapshot().get()));
        }
        note(Duration.ofNanos(System.nanoTime() - began), missing);
    }

    private static List<Missing> published(CompletableFuture<Optional<String>> refusal) throws InterruptedException {
        try {
            return refusal.get().map(why -> new Missing("the snapshot", Reason.LOG, "is not stored: " + why)).stream()
                    .toList();
        } catch (ExecutionException e) {
            throw new IllegalStateException("an outcome never fails", e);
        }
    }

    private void note(Duration took, List<Missing> missing) {
        Set<Reason> reasons = missing.stream()
                .map(Missing::reason)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Reason.class)));
        metrics.polled(took, reasons);
        if (!reasons.equals(before) && !reasons.isEmpty()) {
            LOG.warn(
                    "The reserves of {} are not verified: {}",
                    verification.asset(),
                    missing.stream().map(Missing::toString).collect(Collectors.joining("; ")));
        } else if (!before.isEmpty() && reasons.isEmpty()) {
            LOG.info("The reserves of {} are verified again", verification.asset());
        }
        before = reasons;
    }

    @Override
    public void end(long atMillis) {}
}
