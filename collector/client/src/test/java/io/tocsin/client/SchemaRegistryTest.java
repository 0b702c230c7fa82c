package io.tocsin.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.schemas.config.KafkaConfig;
import io.tocsin.schemas.config.RegistryConfig;
import io.tocsin.schemas.topics.Topic;
import io.tocsin.schemas.topics.Topics;
import io.tocsin.schemas.wire.WireFormat;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against a registry over real HTTP, which the product's own services use too. */
final class SchemaRegistryTest {

    private final RegistryFake fake;
    private final SchemaRegistry registry;

    SchemaRegistryTest() throws Exception {
        fake = new RegistryFake();
        registry = new SchemaRegistry(RegistrySettings.of(fake.url() + "/", "tocsin", "hush"), "tocsin.");
    }

    @AfterEach
    void stop() {
        fake.close();
    }

    @Test
    void shouldSayToTheRegistryWhatTheProductSays_whenASchemaIsRegistered() throws Exception {
        Topics topics = new Topics(local(), WireFormat.of(local()));
        MigrationEvent migration = MigrationEvent.builder(MigrationEvent.Type.STARTED)
                .migrationId("m")
                .subject("s")
                .build();
        ActivityEvent activity =
                ActivityEvent.builder(ActivityEvent.Kind.LOGIN).subject("s").build();
        ReserveSnapshot reserves = new Records().reserves().sample();
        MetricFrame frame = MetricFrame.builder(new Source("j", "i"), Instant.EPOCH)
                .add("up", Map.of(), 1)
                .build();

        byte[] migrations = written(topics.migrations(), Products.of(migration));
        byte[] reserved = written(topics.reserves(), Products.of(reserves));
        byte[] active = written(topics.activity(), Products.of(activity));
        byte[] metrics = written(topics.metrics(), Products.of(frame));
        Map<LogTopic, String> products = posted();

        assertThat(ours(LogTopic.MIGRATIONS, EventBody.of(migration))).isEqualTo(migrations);
        assertThat(ours(LogTopic.RESERVES, EventBody.of(reserves))).isEqualTo(reserved);
        assertThat(ours(LogTopic.ACTIVITY, EventBody.of(activity))).isEqualTo(active);
        assertThat(ours(LogTopic.METRICS, FrameBody.of(frame).get(0))).isEqualTo(metrics);
        assertThat(posted()).isEqualTo(products).doesNotContainValue("");
    }

    @Test
    void shouldAskOnce_whenTheIdIsKnown() throws Exception {
        byte[] first = registry.of(LogTopic.ACTIVITY);
        fake.failures = 1;

        assertThat(registry.of(LogTopic.ACTIVITY)).isSameAs(first);
        assertThat(fake.failures).isEqualTo(1);
    }

    @Test
    void shouldTellWhoDidNotAnswer_andNoSecret_whenTheRegistryFails() {
        fake.failures = 1;

        assertThatThrownBy(() -> registry.of(LogTopic.ACTIVITY))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining(fake.url())
                .hasMessageContaining("503")
                .hasMessageContaining("tocsin.activity-value")
                .hasMessageNotContaining("hush");
        assertThat(fake.authorization).startsWith("Basic ");
    }

    @Test
    void shouldSayWhy_whenTheRegistryRefuses() {
        fake.status = 409;

        assertThatThrownBy(() -> registry.of(LogTopic.ACTIVITY)).hasMessageContaining("not compatible");
    }

    @Test
    void shouldPrintNoSecret_whenSettingsArePrinted() {
        assertThat(RegistrySettings.of("http://r:8081", "tocsin", "hush").toString())
                .isEqualTo("http://r:8081 with ***");
        assertThatThrownBy(() -> RegistrySettings.of("http://tocsin:hush@r:8081"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("hush");
        assertThatThrownBy(() -> RegistrySettings.of("http://hush hush"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("hush");
    }

    private byte[] ours(LogTopic topic, byte[] body) throws Exception {
        return Bytes.join(registry.of(topic), body);
    }

    private Map<LogTopic, String> posted() {
        Map<LogTopic, String> posted = new TreeMap<>();
        for (LogTopic topic : LogTopic.values()) {
            String body = fake.posted("tocsin." + topic.plainName() + "-value");
            posted.put(topic, body == null ? "" : body);
        }
        return posted;
    }

    private static <V> byte[] written(Topic<String, V> topic, V value) {
        return topic.valueSerde().serializer().serialize(topic.name(), value);
    }

    private KafkaConfig local() {
        KafkaConfig plain = KafkaConfig.local("nowhere:1");
        return new KafkaConfig(
                plain.bootstrapServers(),
                plain.topicPrefix(),
                plain.partitions(),
                plain.replicationFactor(),
                plain.properties(),
                Optional.of(RegistryConfig.of(fake.url())));
    }
}
