package io.tocsin.schemas.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * What could not be used goes to the topic of dead letters as it was received, with the reason in its headers. A value
 * beyond the limit is cut off, and a header tells how long it was.
 */
public final class DeadLetters {

    /** A word, the same as the value of the metrics' label {@code reason}. */
    public static final String REASON = "tocsin.dead-letter.reason";
    /** For people. */
    public static final String DETAIL = "tocsin.dead-letter.detail";

    public static final String TOPIC = "tocsin.dead-letter.topic";
    /** Decimal. */
    public static final String PARTITION = "tocsin.dead-letter.partition";
    /** Decimal. */
    public static final String OFFSET = "tocsin.dead-letter.offset";
    /** The original length in bytes, decimal; only where the value was cut off. */
    public static final String TRUNCATED_FROM = "tocsin.dead-letter.truncated-from";

    /** Leaves room for key and headers below the brokers' default limit of 1 MiB. */
    public static final int MAX_VALUE_BYTES = 900_000;

    private static final int MAX_DETAIL_CHARS = 2_000;

    /** Where a record was read from. */
    public record Origin(String topic, int partition, long offset) {}

    private final String topic;

    /** @param topic the dead letters' */
    public DeadLetters(String topic) {
        this.topic = topic;
    }

    /** For a plain producer. The new record has no time of its own: the topic stamps it as it arrives. */
    public ProducerRecord<byte[], byte[]> of(ConsumerRecord<byte[], byte[]> record, String reason, String detail) {
        Origin origin = new Origin(record.topic(), record.partition(), record.offset());
        Headers headers = headers(record.headers(), origin, reason, detail);
        return new ProducerRecord<>(topic, null, null, record.key(), fit(record.value(), headers), headers);
    }

    /** The original headers and ours, for a processor that forwards {@link #fit}. */
    public static Headers headers(Headers original, Origin origin, String reason, String detail) {
        Headers headers = new RecordHeaders(original);
        put(headers, REASON, reason);
        put(headers, DETAIL, detail.length() > MAX_DETAIL_CHARS ? detail.substring(0, MAX_DETAIL_CHARS) + "…" : detail);
        put(headers, TOPIC, origin.topic());
        put(headers, PARTITION, Integer.toString(origin.partition()));
        put(headers, OFFSET, Long.toString(origin.offset()));
        return headers;
    }

    /** @return the value, or its beginning, which the headers then say */
    public static byte @Nullable [] fit(byte @Nullable [] value, Headers headers) {
        if (value == null || value.length <= MAX_VALUE_BYTES) {
            return value;
        }
        put(headers, TRUNCATED_FROM, Integer.toString(value.length));
        return Arrays.copyOf(value, MAX_VALUE_BYTES);
    }

    private static void put(Headers headers, String name, String value) {
        headers.remove(name);
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
