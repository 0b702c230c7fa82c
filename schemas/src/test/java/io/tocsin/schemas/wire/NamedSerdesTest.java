package io.tocsin.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.schemas.avro.AlertTransition;
import io.tocsin.schemas.avro.ReserveSnapshot;
import io.tocsin.schemas.config.KafkaConfig;
import io.tocsin.schemas.config.Problems;
import io.tocsin.schemas.config.YamlNode;
import io.tocsin.schemas.wire.MalformedRecordException.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NamedSerdesTest {

    /** Stands for another vendor's class: one value, known by its number. */
    public static final class Shelf implements Serializer<Object>, Deserializer<Object> {

        private static final Map<Byte, Object> VALUES = new HashMap<>();
        private Map<String, ?> settings = Map.of();

        @Override
        public void configure(Map<String, ?> settings, boolean isKey) {
            this.settings = settings;
        }

        @Override
        public byte[] serialize(String topic, Object value) {
            assertThat(settings.get("schema.registry.url")).isEqualTo("http://registry");
            assertThat(settings.get("basic.auth.user.info")).isEqualTo("me:hush");
            assertThat(settings.get("security.protocol")).isEqualTo("SSL");
            byte number = (byte) VALUES.size();
            VALUES.put(number, value);
            return new byte[] {0, number};
        }

        @Override
        public @Nullable Object deserialize(String topic, byte[] data) {
            if (data[1] == 98) {
                throw new SerializationException("no such record");
            }
            if (data[1] == 99) {
                throw new SerializationException("away", new UncheckedIOException(new IOException("refused")));
            }
            return VALUES.get(data[1]);
        }

        @Override
        public void close() {}
    }

    private final WireFormat wire = WireFormat.of(config(Shelf.class.getName()));

    private static KafkaConfig config(String type) {
        Problems problems = new Problems();
        YamlNode section = YamlNode.parse("t", """
            properties: {security.protocol: SSL}
            schema_registry: {url: "http://registry", username: me, password: hush, serializer: %s, deserializer: %s}
            """.formatted(type, type), problems);
        KafkaConfig config = KafkaConfig.read(section, problems);
        problems.throwIfAny();
        return config;
    }

    @Test
    void shouldUseTheNamedClasses_whenTheConfigurationNamesThem() throws MalformedRecordException {
        byte[] bytes = wire.encoder(AlertTransition.class).encode("tocsin.alerts", Samples.transition("a"));

        assertThat(bytes).hasSize(2);
        assertThat(wire.decoder(AlertTransition.class).decode(bytes)).isEqualTo(Samples.transition("a"));
    }

    @Test
    void shouldStillReadSingleObjectRecords_byItself() throws MalformedRecordException {
        byte[] bytes = WireFormat.singleObject().encoder(AlertTransition.class).encode("t", Samples.transition("a"));

        assertThat(wire.decoder(AlertTransition.class).decode(bytes)).isEqualTo(Samples.transition("a"));
    }

    @Test
    void shouldTellTheRecordsFaults_fromTheRegistrys() {
        byte[] bytes = wire.encoder(AlertTransition.class).encode("tocsin.alerts", Samples.transition("a"));

        assertThatThrownBy(() -> wire.decoder(ReserveSnapshot.class).decode(bytes))
                .isInstanceOfSatisfying(
                        MalformedRecordException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.WRONG_SCHEMA));
        assertThatThrownBy(() -> wire.decoder(ReserveSnapshot.class).decode(new byte[] {0, 98}))
                .isInstanceOfSatisfying(
                        MalformedRecordException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.CORRUPT));
        assertThatThrownBy(() -> wire.decoder(ReserveSnapshot.class).decode(new byte[] {0, 99}))
                .isInstanceOf(RegistryException.class);
    }

    @Test
    void shouldSaySo_whenTheClassIsNotThere() {
        WireFormat absent = WireFormat.of(config("io.example.Absent"));

        assertThatThrownBy(() -> absent.encoder(AlertTransition.class))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("io.example.Absent, which is not on the class path");
    }
}
