package io.tocsin.collector.intake;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tocsin.collector.publish.Frames;
import io.tocsin.collector.publish.RecordingPublisher;
import java.time.Instant;

/** An intake over a log in memory, at a fixed instant. */
public final class Intakes {

    public static final long NOW = Instant.parse("2026-03-01T12:00:00Z").toEpochMilli();
    public static final IntakeLimits LIMITS =
            new IntakeLimits(SeriesLimits.DEFAULT, SampleLimits.DEFAULT, 1024 * 1024, 10_000);

    private Intakes() {}

    public static Intake over(RecordingPublisher publisher) {
        return over(publisher, LIMITS, new SimpleMeterRegistry());
    }

    public static Intake over(RecordingPublisher publisher, IntakeLimits limits, MeterRegistry registry) {
        return new Intake(limits, Frames.CODEC::encode, publisher, () -> Instant.ofEpochMilli(NOW), registry);
    }
}
