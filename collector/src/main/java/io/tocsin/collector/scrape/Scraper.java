package io.tocsin.collector.scrape;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tocsin.collector.intake.Intake;
import io.tocsin.collector.scrape.config.FileDiscovery;
import io.tocsin.collector.scrape.config.ScrapeConfig;
import io.tocsin.collector.scrape.config.ScrapeSettings;
import io.tocsin.collector.scrape.config.TargetGroup;
import io.tocsin.collector.scrape.http.HttpClients;
import io.tocsin.collector.scrape.targets.FileTargets;
import io.tocsin.collector.turns.TurnSchedule;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scrapes what the configuration names, and looks every few seconds whether it, or a file of targets, has changed: a
 * reload needs no request.
 */
public final class Scraper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Scraper.class);
    private static final long LOOK_EVERY_MILLIS = 2_000;

    private final ScrapeSource source;
    private final Intake intake;
    private final TurnSchedule schedule;
    private final HttpClients clients = new HttpClients();
    private final FileTargets files = new FileTargets();
    private final Map<String, ScrapePool> pools = new HashMap<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("tocsin-scrape-targets").daemon().factory());
    private volatile List<JobTargets> targets = List.of();

    private Scraper(ScrapeSource source, Intake intake, InstantSource clock) {
        this.source = source;
        this.intake = intake;
        this.schedule = new TurnSchedule("tocsin-scrape-timer", clock);
    }

    /** Scrapes from now on; with no job configured it does nothing until there is one. */
    public static Scraper start(ScrapeSetup setup, Intake intake, InstantSource clock, MeterRegistry registry) {
        ScrapeSource source = new ScrapeSource(setup);
        Scraper scraper = new Scraper(source, intake, clock);
        Gauge.builder("tocsin.collector.scrape.config.last.reload.successful", source, s -> s.isGood() ? 1 : 0)
                .description("Whether the scrape configuration as it is now could be read")
                .register(registry);
        Gauge.builder(
                        "tocsin.collector.scrape.targets",
                        scraper,
                        s -> s.targets().stream()
                                .mapToInt(job -> job.active().size())
                                .sum())
                .description("Targets that are scraped")
                .register(registry);
        scraper.sync();
        ScheduledFuture<?> _ = scraper.thread.scheduleWithFixedDelay(
                scraper::look, LOOK_EVERY_MILLIS, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        return scraper;
    }

    private void look() {
        try {
            source.reload();
            sync();
        } catch (RuntimeException e) {
            // A scheduled task that throws is never run again, and nobody is told.
            LOG.error("The targets were not looked at, by a fault of the collector", e);
        }
    }

    private void sync() {
        ScrapeSettings settings = source.settings();
        Set<String> jobs = settings.jobs().stream().map(ScrapeConfig::job).collect(Collectors.toSet());
        pools.entrySet().removeIf(entry -> {
            boolean gone = !jobs.contains(entry.getKey());
            if (gone) {
                entry.getValue().stop();
            }
            return gone;
        });
        List<JobTargets> now = new ArrayList<>();
        for (ScrapeConfig config : settings.jobs()) {
            ScrapePool pool = pools.computeIfAbsent(config.job(), job -> new ScrapePool(schedule, clients, intake));
            now.add(pool.sync(config, groups(config)));
        }
        targets = List.copyOf(now);
    }

    private List<TargetGroup> groups(ScrapeConfig config) {
        List<TargetGroup> groups = new ArrayList<>(config.targets());
        for (FileDiscovery discovery : config.files()) {
            groups.addAll(files.groups(discovery));
        }
        return groups;
    }

    List<JobTargets> targets() {
        return targets;
    }

    /** No scrape begins after this. The series are not ended: another collector, or this one again, goes on with them. */
    @Override
    public void close() {
        thread.shutdownNow();
        schedule.close();
        clients.close();
    }
}
