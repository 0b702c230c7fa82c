package io.tocsin.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;

class DeadLettersTest {

    private final DeadLetters deadLetters = new DeadLetters("tocsin.dead-letters");

    @Test
    void shouldKeepTheRecord_andSayWhyAndWhereFrom() {
        ConsumerRecord<byte[], byte[]> record =
                new ConsumerRecord<>("tocsin.metrics", 3, 42, new byte[] {1}, new byte[] {2, 3});
        record.headers().add("theirs", new byte[] {9});

        ProducerRecord<byte[], byte[]> letter = deadLetters.of(record, "truncated", "it ends too early");

        assertThat(letter.topic()).isEqualTo("tocsin.dead-letters");
        assertThat(letter.key()).containsExactly(1);
        assertThat(letter.value()).containsExactly(2, 3);
        assertThat(letter.timestamp()).isNull();
        assertThat(header(letter, "tocsin.dead-letter.reason")).isEqualTo("truncated");
        assertThat(header(letter, "tocsin.dead-letter.detail")).isEqualTo("it ends too early");
        assertThat(header(letter, "tocsin.dead-letter.topic")).isEqualTo("tocsin.metrics");
        assertThat(header(letter, "tocsin.dead-letter.partition")).isEqualTo("3");
        assertThat(header(letter, "tocsin.dead-letter.offset")).isEqualTo("42");
        assertThat(letter.headers().lastHeader("theirs").value()).containsExactly(9);
        assertThat(letter.headers().lastHeader(DeadLetters.TRUNCATED_FROM)).isNull();
        assertThat(record.headers().toArray()).hasSize(1);
    }

    @Test
    void shouldCutOff_whatIsBeyondTheLimit() {
        ProducerRecord<byte[], byte[]> whole = deadLetters.of(record(DeadLetters.MAX_VALUE_BYTES), "r", "d");
        ProducerRecord<byte[], byte[]> cut = deadLetters.of(record(DeadLetters.MAX_VALUE_BYTES + 1), "r", "d");

        assertThat(whole.headers().lastHeader(DeadLetters.TRUNCATED_FROM)).isNull();
        assertThat(cut.value()).hasSize(DeadLetters.MAX_VALUE_BYTES);
        assertThat(header(cut, DeadLetters.TRUNCATED_FROM)).isEqualTo("900001");
    }

    @Test
    void shouldTakeRecordsWithoutKeyOrValue() {
        ProducerRecord<byte[], byte[]> letter =
                deadLetters.of(new ConsumerRecord<>("t", 0, 0, null, null), "empty", "x".repeat(5_000));

        assertThat(letter.key()).isNull();
        assertThat(letter.value()).isNull();
        assertThat(header(letter, DeadLetters.DETAIL)).hasSize(2_001).endsWith("…");
    }

    private static ConsumerRecord<byte[], byte[]> record(int length) {
        byte[] value = new byte[length];
        Arrays.fill(value, (byte) 7);
        return new ConsumerRecord<>("t", 0, 0, new byte[0], value);
    }

    private static String header(ProducerRecord<?, ?> record, String name) {
        Header header = record.headers().lastHeader(name);
        return new String(header.value(), StandardCharsets.UTF_8);
    }
}
