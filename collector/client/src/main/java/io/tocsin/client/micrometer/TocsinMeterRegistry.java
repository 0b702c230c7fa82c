package io.tocsin.client.micrometer;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.cumulative.CumulativeCounter;
import io.micrometer.core.instrument.cumulative.CumulativeFunctionCounter;
import io.micrometer.core.instrument.cumulative.CumulativeFunctionTimer;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.distribution.pause.PauseDetector;
import io.micrometer.core.instrument.internal.DefaultGauge;
import io.micrometer.core.instrument.internal.DefaultLongTaskTimer;
import io.micrometer.core.instrument.internal.DefaultMeter;
import io.tocsin.client.Source;
import io.tocsin.client.TocsinClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Micrometer's meters as samples on Tocsin's log: at each multiple of the step everything that a page for Prometheus would
 * show, under the same names and labels, and {@code job} and {@code instance} besides. Counters, sums and buckets count
 * from the start of the process; maxima and percentiles are those of the last minutes. A series that is no longer shown
 * gets a staleness marker, as do all of them when the registry is closed, one step after its last reading.
 *
 * <p>Nothing here waits for Kafka. What cannot be delivered is lost, and counted: {@link TocsinClientMetrics}.
 */
public final class TocsinMeterRegistry extends MeterRegistry {

    private static final Logger LOG = LoggerFactory.getLogger(TocsinMeterRegistry.class);

    /** As Micrometer's registry for Prometheus has it. */
    private static final Duration RECENT = Duration.ofMinutes(1);

    private final Families families = new Families();
    private final MeterPublisher publisher;
    private final PublishSchedule schedule;
    private final Runnable atEnd;

    /** @param atEnd done last when it is closed */
    TocsinMeterRegistry(MeterPublisher publisher, Duration step, Clock clock, Runnable atEnd) {
        super(clock);
        this.publisher = publisher;
        this.atEnd = atEnd;
        this.schedule = new PublishSchedule(clock, step, this::publish);
        config().namingConvention(new PrometheusNames());
        config().onMeterRemoved(meter -> families.leave(getConventionName(meter.getId()), meter.getId()));
        more().counter("tocsin.client.series.refused", List.of(), publisher, MeterPublisher::refused);
    }

    /**
     * With all defaults and a client of its own, which is closed with it.
     *
     * @param bootstrapServers {@code host:port,host:port…}
     * @param job the application: the label {@code job}
     */
    public static TocsinMeterRegistry connect(String bootstrapServers, String job) {
        return new RegistryBuilder(TocsinClient.connect(bootstrapServers), true, Source.onThisHost(job)).start();
    }

    /**
     * On a client that others use too, and that outlives the registry.
     *
     * @param job the application: the label {@code job}
     */
    public static RegistryBuilder on(TocsinClient client, String job) {
        return new RegistryBuilder(client, false, Source.onThisHost(job));
    }

    void schedule() {
        schedule.start();
    }

    /** Reads all meters and hands them to the client, besides the schedule: at the end of a batch job, say. */
    public void publish() {
        publisher.publish(clock.wallTime(), this::read);
    }

    /** Everything that is shown now. */
    void read(SampleSink sink) {
        forEachMeter(meter -> read(meter, sink));
    }

    private void read(Meter meter, SampleSink sink) {
        String name = getConventionName(meter.getId());
        if (families.has(name, meter.getId())) {
            publisher.read(meter, name, getConventionTags(meter.getId()), sink);
        }
    }

    private <M extends Meter> M shown(M meter) {
        String refusal = families.join(getConventionName(meter.getId()), meter.getId());
        if (refusal != null) {
            LOG.warn("Meter {} is not published: {}", meter.getId(), refusal);
            meterRegistrationFailed(meter.getId(), refusal);
        }
        return meter;
    }

    @Override
    protected <T> Gauge newGauge(Meter.Id id, @Nullable T of, ToDoubleFunction<T> value) {
        return shown(new DefaultGauge<>(id, of, value));
    }

    @Override
    protected Counter newCounter(Meter.Id id) {
        return shown(new CumulativeCounter(id));
    }

    @Override
    protected Timer newTimer(Meter.Id id, DistributionStatisticConfig config, PauseDetector pauses) {
        return shown(new LifetimeTimer(id, clock, config, pauses));
    }

    @Override
    protected DistributionSummary newDistributionSummary(
            Meter.Id id, DistributionStatisticConfig config, double scale) {
        return shown(new LifetimeSummary(id, clock, config, scale));
    }

    @Override
    protected LongTaskTimer newLongTaskTimer(Meter.Id id, DistributionStatisticConfig config) {
        return shown(new DefaultLongTaskTimer(id, clock, getBaseTimeUnit(), config, true));
    }

    @Override
    protected <T> FunctionCounter newFunctionCounter(Meter.Id id, T of, ToDoubleFunction<T> count) {
        return shown(new CumulativeFunctionCounter<>(id, of, count));
    }

    @Override
    protected <T> FunctionTimer newFunctionTimer(
            Meter.Id id, T of, ToLongFunction<T> count, ToDoubleFunction<T> total, TimeUnit unit) {
        return shown(new CumulativeFunctionTimer<>(id, of, count, total, unit, getBaseTimeUnit()));
    }

    @Override
    protected Meter newMeter(Meter.Id id, Meter.Type type, Iterable<Measurement> measurements) {
        return shown(new DefaultMeter(id, type, measurements));
    }

    @Override
    protected TimeUnit getBaseTimeUnit() {
        return TimeUnit.SECONDS;
    }

    @Override
    protected DistributionStatisticConfig defaultHistogramConfig() {
        return DistributionStatisticConfig.builder().expiry(RECENT).build().merge(DistributionStatisticConfig.DEFAULT);
    }

    /** Publishes once more and ends all series. A client of its own is closed, which waits for Kafka as long as that may. */
    @Override
    public void close() {
        if (isClosed()) {
            return;
        }
        schedule.stop();
        publish();
        publisher.endAll();
        super.close();
        atEnd.run();
    }
}
