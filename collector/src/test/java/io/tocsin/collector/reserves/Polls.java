package io.tocsin.collector.reserves;

import io.tocsin.collector.fetch.Fetcher;
import io.tocsin.schemas.config.Problems;
import io.tocsin.schemas.config.YamlNode;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Polls as a configuration describes them. */
final class Polls {

    static final long GRID = 1_772_366_400_000L;
    static final long NOW = GRID + 7;

    private Polls() {}

    static Verification verification(Path directory, String yaml) {
        Problems problems = new Problems();
        YamlNode root = YamlNode.parse(
                directory.resolve("t.yml").toString(), "reserve_verifiers: [{asset: ckALGO, " + yaml + "}]", problems);
        VerifierSetup setup = VerifierSetup.read(root.get("reserve_verifiers"), problems);
        problems.throwIfAny();
        return setup.verifications().getFirst();
    }

    static Poll.Result poll(Verification verification) throws InterruptedException {
        try (Fetcher fetcher = new Fetcher();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return Poll.of(verification, GRID, NOW, fetcher, threads);
        }
    }

    /** What is polled with one setting more. */
    @FunctionalInterface
    interface Timed {
        /** @param timeout the setting, behind a comma */
        Poll.Result poll(String timeout) throws InterruptedException;
    }

    /**
     * In a short time; if more than one figure is missing then, in longer and longer ones: on a machine that stalls, the
     * time may be over for those that are there, too.
     */
    static Poll.Result hurried(Timed timed) throws InterruptedException {
        Poll.Result result = timed.poll(", timeout: 300ms");
        for (int seconds = 1; result.missing().size() > 1 && seconds < 30; seconds *= 3) {
            result = timed.poll(", timeout: " + seconds + "s");
        }
        return result;
    }

    static Poll.Result poll(String yaml) throws InterruptedException {
        return poll(verification(Path.of(""), yaml));
    }
}
