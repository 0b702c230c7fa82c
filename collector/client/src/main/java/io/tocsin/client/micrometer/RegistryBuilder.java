package io.tocsin.client.micrometer;

import io.micrometer.core.instrument.Clock;
import io.tocsin.client.Source;
import io.tocsin.client.TocsinClient;
import java.time.Duration;

/** The settings of a {@link TocsinMeterRegistry}; each has a default. Not thread-safe. */
public final class RegistryBuilder {

    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofMinutes(4);

    private final TocsinClient client;
    private final boolean ownsClient;
    private Source source;
    private Duration step = Duration.ofSeconds(5);
    private Clock clock = Clock.SYSTEM;

    RegistryBuilder(TocsinClient client, boolean ownsClient, Source source) {
        this.client = client;
        this.ownsClient = ownsClient;
        this.source = source;
    }

    /** The label {@code instance}: must differ for each process of the job. Default: this machine's name. */
    public RegistryBuilder instance(String name) {
        this.source = new Source(source.job(), name);
        return this;
    }

    /**
     * How often all meters are published, at its multiples since 1970. Default: 5 s; 100 ms to 4 min, as a series that
     * says nothing for 5 min has ended.
     */
    public RegistryBuilder step(Duration interval) {
        if (interval.compareTo(SHORTEST) < 0 || interval.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("step must be from " + SHORTEST + " to " + LONGEST + ", is " + interval);
        }
        this.step = interval;
        return this;
    }

    /** Stamps the samples. Default: the system's. */
    public RegistryBuilder clock(Clock time) {
        this.clock = time;
        return this;
    }

    /** Publishes from now on, until the registry is closed. */
    public TocsinMeterRegistry start() {
        TocsinMeterRegistry registry = create();
        registry.schedule();
        return registry;
    }

    /** Without a schedule of its own. */
    TocsinMeterRegistry create() {
        MeterPublisher publisher = new MeterPublisher(client::send, source, step);
        TocsinMeterRegistry registry =
                new TocsinMeterRegistry(publisher, step, clock, ownsClient ? client::close : () -> {});
        new TocsinClientMetrics(client).bindTo(registry);
        return registry;
    }
}
