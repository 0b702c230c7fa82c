package io.tocsin.notifier.topology;

import io.tocsin.schemas.wire.DeadLetters;
import io.tocsin.schemas.wire.MalformedRecordException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts what cannot be read into the dead letters, with the reason, and goes on. Where it is the schema registry that does
 * not answer, the record is not to blame: the task stops and is started again.
 */
public final class UnreadableRecords implements DeserializationExceptionHandler {

    /** The settings' keys of what Kafka's way of making this object leaves no other way to give. */
    static final String DEAD_LETTERS = "tocsin.dead.letters";

    static final String METRICS = "tocsin.decision.metrics";

    private static final Logger LOG = LoggerFactory.getLogger(UnreadableRecords.class);

    private @Nullable DeadLetters deadLetters;
    private @Nullable DecisionMetrics metrics;

    @Override
    public void configure(Map<String, ?> settings) {
        deadLetters = (DeadLetters) settings.get(DEAD_LETTERS);
        metrics = (DecisionMetrics) settings.get(METRICS);
    }

    @Override
    public Response handleError(
            ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
        MalformedRecordException malformed = malformed(exception);
        if (malformed == null) {
            return Response.fail();
        }
        LOG.warn(
                "{}-{} offset {} cannot be read: {}",
                record.topic(),
                record.partition(),
                record.offset(),
                malformed.getMessage());
        Objects.requireNonNull(metrics).unreadable(record.topic());
        return Response.resume(List.of(Objects.requireNonNull(deadLetters)
                .of(record, malformed.reason().label(), String.valueOf(malformed.getMessage()))));
    }

    private static @Nullable MalformedRecordException malformed(Throwable exception) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof MalformedRecordException malformed) {
                return malformed;
            }
        }
        return null;
    }
}
