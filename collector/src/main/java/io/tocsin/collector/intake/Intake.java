package io.tocsin.collector.intake;

import io.micrometer.core.instrument.MeterRegistry;
import io.tocsin.collector.publish.FramePublisher;
import io.tocsin.schemas.frame.MetricFrame;
import io.tocsin.schemas.labels.Labels;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.kafka.common.KafkaException;

/**
 * The one way to the log for every transport: validates, groups into frames, bounds what is under way, publishes and
 * counts. Nothing waits in here and nothing grows: what does not fit is refused at once. Thread-safe.
 */
public final class Intake {

    /** What a record costs beside its bytes, roughly: headers, futures, the producer's bookkeeping. */
    private static final int RECORD_OVERHEAD = 256;

    private final SeriesValidator validator;
    private final FrameAssembler assembler;
    private final Function<MetricFrame, byte[]> encoder;
    private final FramePublisher publisher;
    private final ByteBudget inFlight;
    private final IntakeMetrics metrics;
    private final InstantSource clock;
    private final Availability availability = new Availability();

    private record Encoded(byte[] key, long timestampMillis, byte[] value) {
        long cost() {
            return RECORD_OVERHEAD + (long) key.length + value.length;
        }
    }

    /** @param encoder a frame to the bytes of its record */
    public Intake(
            IntakeLimits limits,
            Function<MetricFrame, byte[]> encoder,
            FramePublisher publisher,
            InstantSource clock,
            MeterRegistry registry) {
        this.validator = new SeriesValidator(limits.series());
        this.assembler = new FrameAssembler(limits.samples(), limits.rememberedSeries());
        this.encoder = encoder;
        this.publisher = publisher;
        this.inFlight = new ByteBudget(limits.inFlightBytes());
        this.metrics = new IntakeMetrics(registry, inFlight);
        this.clock = clock;
    }

    /** Looks at a label set; keep what comes back and hand it in with each sample of the series. */
    public Series series(Labels labels) {
        return validator.series(labels);
    }

    /**
     * A series that a transport itself has to refuse, so that it is counted and named like any other.
     *
     * @param name as a person would name it; it is cut to a reasonable length
     */
    public Series refused(Reason reason, String name) {
        return SeriesValidator.refused(reason, name);
    }

    /** Publishes what is valid of the batch. The outcome is final for the caller only when its future completes. */
    public Receipt accept(SampleBatch batch) {
        Transport transport = batch.transport();
        metrics.received(transport, batch.size() + batch.refusals().total());
        List<KeyedFrame> frames = assembler.assemble(batch, clock.millis());
        batch.refusals().counts().forEach((reason, n) -> metrics.rejected(transport, reason, n));
        if (frames.isEmpty()) {
            return new Receipt(batch.refusals(), CompletableFuture.completedFuture(new Outcome.Stored()));
        }
        int samples = frames.stream().mapToInt(f -> f.frame().layout().size()).sum();
        CompletableFuture<Outcome> outcome = publish(frames).thenApply(result -> {
            count(transport, samples, frames.size(), result);
            return result;
        });
        return new Receipt(batch.refusals(), outcome);
    }

    private CompletableFuture<Outcome> publish(List<KeyedFrame> frames) {
        List<Encoded> records;
        try {
            records = frames.stream().map(this::encode).toList();
        } catch (KafkaException e) {
            // The registry is away, or does not take our schema.
            return CompletableFuture.completedFuture(unavailable(Reason.NOT_ENCODABLE, e));
        }
        long bytes = records.stream().mapToLong(Encoded::cost).sum();
        if (!inFlight.tryAcquire(bytes)) {
            String detail = inFlight.used() + " of " + inFlight.limit() + " bytes are waiting for Kafka";
            return CompletableFuture.completedFuture(new Outcome.Unavailable(Reason.BUFFER_FULL, detail));
        }
        return send(records).handle((ok, failure) -> {
            inFlight.release(bytes);
            return failure == null ? new Outcome.Stored() : unavailable(Reason.KAFKA_UNAVAILABLE, failure);
        });
    }

    private Encoded encode(KeyedFrame keyed) {
        byte[] key = keyed.key().getBytes(StandardCharsets.UTF_8);
        return new Encoded(key, keyed.frame().timestamp(), encoder.apply(keyed.frame()));
    }

    /** Stops at the first record that fails at once: the rest would only wait as long, one after the other. */
    private CompletableFuture<Void> send(List<Encoded> records) {
        List<CompletableFuture<Void>> sent = new ArrayList<>(records.size());
        for (Encoded record : records) {
            CompletableFuture<Void> future = publisher.publish(record.key, record.timestampMillis, record.value);
            sent.add(future);
            if (future.isCompletedExceptionally()) {
                break;
            }
        }
        return CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new));
    }

    private static Outcome unavailable(Reason reason, Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return new Outcome.Unavailable(reason, String.valueOf(cause.getMessage()));
    }

    private void count(Transport transport, int samples, int frames, Outcome outcome) {
        switch (outcome) {
            case Outcome.Stored() -> metrics.accepted(transport, samples, frames);
            case Outcome.Unavailable(Reason reason, String detail) -> metrics.rejected(transport, reason, samples);
        }
        availability.note(outcome);
    }

    /** Samples acknowledged by the log since the start. */
    public long accepted() {
        return metrics.acceptedInAll();
    }
}
