package io.tocsin.standalone.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedKafkaTest {
    @TempDir
    private Path directory;

    @Test
    void shouldKeepTopicsAndTransactions_whenStartedAgainOnTheSameData() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory);
                Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic("kept", 1, (short) 1)))
                    .all()
                    .get();
            writeInTransaction(kafka, "first");
        }

        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory)) {
            writeInTransaction(kafka, "second");

            assertThat(read(kafka, 2)).containsExactly("first", "second");
        }
    }

    @Test
    void shouldNotMakeTopics_whenOnlyAsked() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory);
                Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            try (KafkaProducer<String, String> producer = producer(kafka, Map.of("max.block.ms", "500"))) {
                assertThatThrownBy(() -> producer.send(new ProducerRecord<>("unasked", "value"))
                                .get())
                        .hasMessageContaining("unasked");
            }

            assertThat(admin.listTopics().names().get()).isEmpty();
        }
    }

    @Test
    void shouldSayWhoNeedsThePort_whenItIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();

            assertThatThrownBy(() ->
                            EmbeddedKafka.start(directory, port, Ports.choose(1).getFirst(), Map.of()))
                    .isInstanceOf(PortTakenException.class)
                    .hasMessage("port " + port + " of 127.0.0.1 is taken, the embedded Kafka needs it");
            assertThat(Ports.isFree(port)).isFalse();
        }
    }

    @Test
    void shouldSayWhatIsWrong_whenTheDirectoryIsAFile() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "no directory");

        assertThatThrownBy(() -> EmbeddedKafka.start(file)).hasMessageContaining(file.toString());
    }

    private static void writeInTransaction(EmbeddedKafka kafka, String value) {
        try (KafkaProducer<String, String> producer = producer(kafka, Map.of("transactional.id", "writer"))) {
            producer.initTransactions();
            producer.beginTransaction();
            var _ = producer.send(new ProducerRecord<>("kept", value));
            producer.commitTransaction();
        }
    }

    private static KafkaProducer<String, String> producer(EmbeddedKafka kafka, Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(more);
        settings.put("bootstrap.servers", kafka.bootstrapServers());
        return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    }

    private static List<String> read(EmbeddedKafka kafka, int count) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "isolation.level", "read_committed");
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            Set<TopicPartition> partitions = Set.of(new TopicPartition("kept", 0));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            List<String> values = new ArrayList<>();
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                for (ConsumerRecord<String, String> each : consumer.poll(Duration.ofMillis(200))) {
                    values.add(each.value());
                }
                return values.size() >= count;
            });
            return values;
        }
    }
}
