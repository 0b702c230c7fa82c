package io.tocsin.client.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.Statistic;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an application does with its meters: at random, and the same for the same seed. */
final class Workload {

    private static final List<String> NAMES = List.of(
            "orders",
            "orders.total",
            "http.server-requests",
            "7.of.9",
            "größe",
            "a:b",
            "jvm.used.bytes",
            "x.info",
            "b.bucket",
            "_total",
            "wait.seconds",
            "C",
            "e.created",
            "done.");
    private static final List<String> UNITS = List.of("", "", "bytes", "km/h", "requests");
    private static final List<String> KEYS = List.of("zone", "http.status", "9th", "__deep", "ä");
    private static final List<String> VALUES = List.of("a", "", "quoted \"b\"", "back\\slash", "two\nlines", "ü");

    private final Random random;
    private final MockClock clock;
    private final MeterRegistry registry;

    Workload(long seed, MockClock clock, MeterRegistry registry) {
        this.random = new Random(seed);
        this.clock = clock;
        this.registry = registry;
    }

    void run() {
        for (int i = 0; i < 40; i++) {
            step();
            clock.add(Duration.ofMillis(random.nextInt(10_000)));
        }
    }

    private void step() {
        try {
            Meter meter = meter();
            if (random.nextInt(10) == 0) {
                registry.remove(meter);
            }
        } catch (IllegalArgumentException e) {
            // Micrometer has one of this name and these tags already that is of another kind: so it is for anybody.
            assertThat(e).hasMessageContaining("different type");
        }
    }

    private Meter meter() {
        String name = pick(NAMES);
        Tags tags = tags();
        return switch (random.nextInt(9)) {
            case 0 -> counter(name, tags);
            case 1 -> timer(name, tags);
            case 2 -> summary(name, tags);
            case 3 -> longTasks(name, tags);
            case 4 -> functionCounter(name, tags);
            case 5 -> functionTimer(name + ".f", tags);
            case 6 -> measurements(name, tags);
            case 7 -> timeGauge(name, tags);
            default -> gauge(name, tags);
        };
    }

    private Tags tags() {
        Tags tags = Tags.empty();
        for (String key : KEYS) {
            if (random.nextInt(3) == 0) {
                tags = tags.and(key, pick(VALUES));
            }
        }
        return tags;
    }

    private Meter counter(String name, Tags tags) {
        Counter counter = Counter.builder(name).tags(tags).baseUnit(unit()).register(registry);
        counter.increment(random.nextInt(1_000) / 8.0);
        return counter;
    }

    private Meter gauge(String name, Tags tags) {
        double value = random.nextInt(5) == 0 ? Double.NaN : random.nextGaussian();
        return Gauge.builder(name, () -> value)
                .tags(tags)
                .baseUnit(unit())
                .strongReference(true)
                .register(registry);
    }

    private Meter timeGauge(String name, Tags tags) {
        long millis = random.nextInt(100_000);
        return TimeGauge.builder(name, () -> millis, TimeUnit.MILLISECONDS)
                .tags(tags)
                .strongReference(true)
                .register(registry);
    }

    private Meter timer(String name, Tags tags) {
        Timer.Builder builder = Timer.builder(name).tags(tags);
        int shape = shape(name);
        if (shape == 1) {
            builder.publishPercentileHistogram();
        } else if (shape == 2) {
            builder.serviceLevelObjectives(Duration.ofMillis(5), Duration.ofMillis(100), Duration.ofSeconds(2));
        } else if (shape == 3) {
            builder.publishPercentiles(0.5, 0.99);
        }
        Timer timer = builder.register(registry);
        amounts().forEach(millis -> timer.record(Duration.ofMillis(millis.longValue())));
        return timer;
    }

    private Meter summary(String name, Tags tags) {
        DistributionSummary.Builder builder =
                DistributionSummary.builder(name).tags(tags).baseUnit(unit());
        int shape = shape(name);
        if (shape == 1) {
            builder.publishPercentileHistogram().maximumExpectedValue(5_000.0);
        } else if (shape == 2) {
            builder.serviceLevelObjectives(1, 10.5, 1_000);
        } else if (shape == 3) {
            builder.publishPercentiles(0.9).scale(2);
        }
        DistributionSummary summary = builder.register(registry);
        amounts().forEach(summary::record);
        return summary;
    }

    /** One for each name: a page for Prometheus cannot be made where buckets and percentiles meet under one. */
    private static int shape(String name) {
        return Math.floorMod(name.hashCode(), 4);
    }

    private Stream<Double> amounts() {
        return Stream.generate(() -> (double) random.nextInt(20_000)).limit(random.nextInt(20));
    }

    private Meter longTasks(String name, Tags tags) {
        LongTaskTimer.Builder builder = LongTaskTimer.builder(name).tags(tags);
        if (shape(name) == 1) {
            builder.publishPercentileHistogram();
        }
        LongTaskTimer timer = builder.register(registry);
        LongTaskTimer.Sample done = timer.start();
        LongTaskTimer.Sample _ = timer.start();
        clock.add(Duration.ofSeconds(random.nextInt(300)));
        done.stop();
        return timer;
    }

    private Meter functionCounter(String name, Tags tags) {
        double value = random.nextInt(1_000);
        return FunctionCounter.builder(name, Workload.class, type -> value)
                .tags(tags)
                .baseUnit(unit())
                .register(registry);
    }

    private Meter functionTimer(String name, Tags tags) {
        long count = random.nextInt(1_000);
        return FunctionTimer.builder(name, Workload.class, type -> count, type -> 3.5 * count, TimeUnit.MILLISECONDS)
                .tags(tags)
                .register(registry);
    }

    private Meter measurements(String name, Tags tags) {
        double value = random.nextInt(1_000);
        List<Measurement> measurements = Stream.of(Statistic.values())
                .filter(statistic -> random.nextBoolean())
                .map(statistic -> new Measurement(() -> value, statistic))
                .toList();
        Meter.Type type = random.nextBoolean() ? Meter.Type.OTHER : Meter.Type.COUNTER;
        return Meter.builder(name, type, measurements).tags(tags).register(registry);
    }

    private @Nullable String unit() {
        String unit = pick(UNITS);
        return unit.isEmpty() ? null : unit;
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
