package io.tocsin.collector.fetch;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/** Asks over HTTP and HTTPS, each time over a connection of its own. Thread-safe. */
public final class Fetcher implements AutoCloseable {

    private final Resolver resolver;
    private final TlsMaterials materials = new TlsMaterials();
    private final ScheduledThreadPoolExecutor timer;

    public Fetcher() {
        this(InetAddress::getAllByName);
    }

    Fetcher(Resolver.Lookup lookup) {
        this.resolver = new Resolver(lookup);
        this.timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("tocsin-fetch-timer").daemon().factory());
        // Else each fetch would be remembered until its time is over.
        timer.setRemoveOnCancelPolicy(true);
    }

    /**
     * Asks once, follows redirects, and waits for the whole answer, on the thread of the caller.
     *
     * @param timeout for everything, from the name server to the last byte
     * @return also if it failed: it tells why
     * @throws InterruptedException if the thread was interrupted; then nothing is known
     */
    public Fetched fetch(FetchSettings settings, URI url, Duration timeout) throws InterruptedException {
        return new FetchRun(settings, timeout, new Wire(resolver, materials, timer)).run(url);
    }

    /** What is under way ends with its thread. */
    @Override
    public void close() {
        timer.shutdownNow();
    }
}
