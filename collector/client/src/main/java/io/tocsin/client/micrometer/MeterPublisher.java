package io.tocsin.client.micrometer;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.tocsin.client.MetricFrame;
import io.tocsin.client.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a frame of each reading of the meters, ends the series that are gone, and leaves out what fits into no frame. */
final class MeterPublisher {

    private static final Logger LOG = LoggerFactory.getLogger(TocsinMeterRegistry.class);

    private final Consumer<MetricFrame> log;
    private final Source source;
    private final Duration step;
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong told = new AtomicLong();
    private @Nullable MetricFrame last;

    /** @param log where the frames go */
    MeterPublisher(Consumer<MetricFrame> log, Source source, Duration step) {
        this.log = log;
        this.source = source;
        this.step = step;
    }

    /** Samples left out so far: labels beyond the bounds, one series twice, a meter that fails. */
    long refused() {
        return refused.get();
    }

    /** @param atMillis of all samples, in milliseconds since 1970 */
    synchronized void publish(long atMillis, Consumer<SampleSink> meters) {
        MetricFrame.Builder frame = MetricFrame.builder(source, Instant.ofEpochMilli(atMillis));
        meters.accept((metric, labels, value) -> {
            try {
                frame.add(metric, labels, value);
            } catch (IllegalArgumentException e) {
                refuse(metric, e);
            }
        });
        if (last != null) {
            frame.endOthersOf(last);
        }
        last = frame.build();
        log.accept(last);
    }

    /** Puts one meter into the sink. */
    void read(Meter meter, String name, List<Tag> tags, SampleSink sink) {
        try {
            new MeterReading(name, labels(tags), sink).read(meter);
        } catch (RuntimeException e) {
            refuse(name, e);
        }
    }

    private static Map<String, String> labels(List<Tag> tags) {
        Map<String, String> labels = new HashMap<>();
        for (Tag tag : tags) {
            if (labels.putIfAbsent(tag.getKey(), tag.getValue()) != null) {
                throw new IllegalArgumentException("two tags are called " + tag.getKey() + " in Prometheus");
            }
        }
        return labels;
    }

    /** The counter has them all; the log hears of the first, the second, the fourth, and so on. */
    private void refuse(String metric, RuntimeException why) {
        long count = refused.incrementAndGet();
        if (count >= told.get()) {
            told.set(2 * count);
            LOG.warn("{} samples could not be published, the last one of {}: {}", count, metric, why.toString());
        }
    }

    /** One step after the last reading, so that it counts for as long as any other. */
    synchronized void endAll() {
        if (last != null) {
            log.accept(MetricFrame.builder(source, last.at().plus(step))
                    .endOthersOf(last)
                    .build());
        }
    }
}
