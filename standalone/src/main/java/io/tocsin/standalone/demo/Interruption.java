package io.tocsin.standalone.demo;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ctrl-C or SIGTERM: the process ends when what was begun has been cleared away. */
final class Interruption implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean asked;

    Interruption() {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(this::end));
    }

    private void end() {
        asked = true;
        try {
            // As good as it gets: after this the process ends anyhow.
            boolean _ = over.await(LONGEST.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    boolean isAsked() {
        return asked;
    }

    @Override
    public void close() {
        over.countDown();
    }
}
