package io.tocsin.collector.intake;

import io.micrometer.core.instrument.MeterRegistry;
import io.tocsin.collector.publish.FramePublisher;
import io.tocsin.schemas.frame.MetricFrame;
import io.tocsin.schemas.labels.Labels;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * The one way to the log for every transport: validates, groups into frames, bounds what is under way, publishes and
 * counts. Nothing waits in here and nothing grows: what does not fit is refused at once. Thread-safe.
 */
public final class Intake {

    private final SeriesValidator validator;
    private final FrameAssembler assembler;
    private final Function<MetricFrame, byte[]> encoder;
    private final Outbox outbox;
    private final IntakeMetrics metrics;
    private final InstantSource clock;

    /** @param encoder a frame to the bytes of its record */
    public Intake(
            IntakeLimits limits,
            Function<MetricFrame, byte[]> encoder,
            FramePublisher publisher,
            InstantSource clock,
            MeterRegistry registry) {
        this.validator = new SeriesValidator(limits.series());
        this.assembler = new FrameAssembler(limits.samples(), new Sources(limits.sources()), limits.rememberedSeries());
        this.encoder = encoder;
        ByteBudget inFlight = new ByteBudget(limits.inFlightBytes());
        this.outbox = new Outbox(publisher, inFlight);
        this.metrics = new IntakeMetrics(registry, inFlight);
        this.clock = clock;
    }

    /** Looks at a label set; keep what comes back and hand it in with each sample of the series. */
    public Series series(Labels labels) {
        return validator.series(labels);
    }

    /** The same for a series of which more is known; it travels with every frame of the series. */
    public Series series(Labels labels, Metadata metadata) {
        return validator.series(labels, metadata);
    }

    /**
     * A series that a transport itself has to refuse, so that it is counted and named like any other.
     *
     * @param name as a person would name it; it is cut to a reasonable length
     */
    public Series refused(Reason reason, String name) {
        return SeriesValidator.refused(reason, name);
    }

    /**
     * Why a sample would be refused if it came now; for a transport that has to know before it hands the batch over.
     *
     * @return null if it would be taken, unless it comes twice
     */
    public @Nullable Reason refusal(Series of, long timestampMillis) {
        return assembler.refusal(of, timestampMillis, clock.millis());
    }

    /** Publishes what is valid of the batch. The outcome is final for the caller only when its future completes. */
    public Receipt accept(SampleBatch batch) {
        Transport transport = batch.transport();
        metrics.received(transport, batch.size() + batch.refusals().total());
        List<KeyedFrame> frames = assembler.assemble(batch, clock.millis());
        batch.refusals().counts().forEach((reason, n) -> metrics.rejected(transport, reason, n));
        if (frames.isEmpty()) {
            return new Receipt(batch.refusals(), 0, CompletableFuture.completedFuture(new Outcome.Stored()));
        }
        int samples = frames.stream().mapToInt(f -> f.frame().layout().size()).sum();
        CompletableFuture<Outcome> outcome = publish(frames).thenApply(result -> {
            count(transport, samples, frames.size(), result);
            return result;
        });
        return new Receipt(batch.refusals(), samples, outcome);
    }

    private CompletableFuture<Outcome> publish(List<KeyedFrame> frames) {
        try {
            return outbox.send(frames.stream().map(this::encode).toList());
        } catch (KafkaException e) {
            return CompletableFuture.completedFuture(outbox.notEncodable(e));
        }
    }

    private Outbox.Letter encode(KeyedFrame keyed) {
        byte[] key = keyed.key().getBytes(StandardCharsets.UTF_8);
        return new Outbox.Letter(key, keyed.frame().timestamp(), encoder.apply(keyed.frame()));
    }

    private void count(Transport transport, int samples, int frames, Outcome outcome) {
        switch (outcome) {
            case Outcome.Stored() -> metrics.accepted(transport, samples, frames);
            case Outcome.Unavailable(Reason reason, String detail) -> metrics.rejected(transport, reason, samples);
        }
    }

    /** The same bound on what is under way, for another topic. */
    public Outbox outbox(FramePublisher other) {
        return outbox.to(other);
    }

    /** Samples acknowledged by the log since the start. */
    public long accepted() {
        return metrics.acceptedInAll();
    }
}
