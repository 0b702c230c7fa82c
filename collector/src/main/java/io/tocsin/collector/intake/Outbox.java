package io.tocsin.collector.intake;

import io.tocsin.collector.publish.FramePublisher;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.KafkaException;

/**
 * The last step of every way in: what is under way to the log is bounded, for all topics together, and whether it
 * arrived is known. Nothing waits in here; what does not fit is refused at once. Thread-safe.
 */
public final class Outbox {

    /** What a record costs beside its bytes, roughly: headers, futures, the producer's bookkeeping. */
    private static final int RECORD_OVERHEAD = 256;

    private final FramePublisher publisher;
    private final ByteBudget inFlight;
    private final Availability availability;

    /** A record as it will stand in the log; its time is its event's. */
    public record Letter(byte[] key, long timestampMillis, byte[] value) {
        private long cost() {
            return RECORD_OVERHEAD + (long) key.length + value.length;
        }
    }

    Outbox(FramePublisher publisher, ByteBudget inFlight) {
        this(publisher, inFlight, new Availability());
    }

    private Outbox(FramePublisher publisher, ByteBudget inFlight, Availability availability) {
        this.publisher = publisher;
        this.inFlight = inFlight;
        this.availability = availability;
    }

    Outbox to(FramePublisher other) {
        return new Outbox(other, inFlight, availability);
    }

    /** The future never fails; what it brings holds for all of the letters. */
    public CompletableFuture<Outcome> send(List<Letter> letters) {
        long bytes = letters.stream().mapToLong(Letter::cost).sum();
        if (!inFlight.tryAcquire(bytes)) {
            String detail = inFlight.used() + " of " + inFlight.limit() + " bytes are waiting for Kafka";
            return CompletableFuture.completedFuture(noted(new Outcome.Unavailable(Reason.BUFFER_FULL, detail)));
        }
        return publish(letters).handle((ok, failure) -> {
            inFlight.release(bytes);
            return noted(failure == null ? new Outcome.Stored() : unavailable(Reason.KAFKA_UNAVAILABLE, failure));
        });
    }

    /** What to say when the registry is away, or does not take our schema. */
    public Outcome notEncodable(KafkaException failure) {
        return noted(unavailable(Reason.NOT_ENCODABLE, failure));
    }

    private Outcome noted(Outcome outcome) {
        availability.note(outcome);
        return outcome;
    }

    /** Stops at the first record that fails at once: the rest would only wait as long, one after the other. */
    private CompletableFuture<Void> publish(List<Letter> letters) {
        List<CompletableFuture<Void>> sent = new ArrayList<>(letters.size());
        for (Letter letter : letters) {
            CompletableFuture<Void> future = publisher.publish(letter.key, letter.timestampMillis, letter.value);
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
}
