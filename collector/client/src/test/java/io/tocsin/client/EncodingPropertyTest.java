package io.tocsin.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.schemas.config.KafkaConfig;
import io.tocsin.schemas.topics.Topic;
import io.tocsin.schemas.topics.Topics;
import io.tocsin.schemas.wire.WireFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;

/** The bytes of every record are those that the product's own serdes write, and read back to the same. */
@Domain(Records.class)
class EncodingPropertyTest {

    private final Topics topics = new Topics(KafkaConfig.local("nowhere:1"), WireFormat.singleObject());

    @Property
    void shouldWriteMigrationsAsTheProductDoes(@ForAll MigrationEvent event) {
        byte[] bytes = Bytes.join(LogTopic.MIGRATIONS.singleObjectHeader(), EventBody.of(event));

        assertThat(read(topics.migrations(), bytes)).isEqualTo(Products.of(event));
        assertThat(bytes).isEqualTo(written(topics.migrations(), Products.of(event)));
    }

    @Property
    void shouldWriteReservesAsTheProductDoes(@ForAll ReserveSnapshot snapshot) {
        byte[] bytes = Bytes.join(LogTopic.RESERVES.singleObjectHeader(), EventBody.of(snapshot));

        assertThat(read(topics.reserves(), bytes)).isEqualTo(Products.of(snapshot));
        assertThat(bytes).isEqualTo(written(topics.reserves(), Products.of(snapshot)));
    }

    @Property
    void shouldWriteActivityAsTheProductDoes(@ForAll ActivityEvent event) {
        byte[] bytes = Bytes.join(LogTopic.ACTIVITY.singleObjectHeader(), EventBody.of(event));

        assertThat(read(topics.activity(), bytes)).isEqualTo(Products.of(event));
        assertThat(bytes).isEqualTo(written(topics.activity(), Products.of(event)));
    }

    @Property
    void shouldWriteFramesAsTheProductDoes(@ForAll MetricFrame frame) {
        byte[] bytes = Bytes.join(
                LogTopic.METRICS.singleObjectHeader(), FrameBody.of(frame).get(0));

        assertThat(bytes).isEqualTo(written(topics.metrics(), Products.of(frame)));
        assertThat(read(topics.metrics(), bytes).layout().recordKey())
                .contains(frame.source().recordKey());
    }

    /** The control: another value of any one field makes other bytes, so the properties above see every field. */
    @Property(tries = 200)
    void shouldWriteOtherBytes_whenAnyFieldDiffers(@ForAll MigrationEvent event) {
        byte[] bytes = EventBody.of(event);

        assertThat(Others.of(event))
                .allSatisfy(other -> assertThat(EventBody.of(other)).isNotEqualTo(bytes));
    }

    @Property(tries = 200)
    void shouldWriteOtherBytes_whenAnyFieldDiffers(@ForAll ReserveSnapshot snapshot) {
        byte[] bytes = EventBody.of(snapshot);

        assertThat(Others.of(snapshot))
                .allSatisfy(other -> assertThat(EventBody.of(other)).isNotEqualTo(bytes));
    }

    @Property(tries = 200)
    void shouldWriteOtherBytes_whenAnyFieldDiffers(@ForAll ActivityEvent event) {
        byte[] bytes = EventBody.of(event);

        assertThat(Others.of(event))
                .allSatisfy(other -> assertThat(EventBody.of(other)).isNotEqualTo(bytes));
    }

    private static <V> byte[] written(Topic<String, V> topic, V value) {
        return topic.valueSerde().serializer().serialize(topic.name(), value);
    }

    private static <V> V read(Topic<String, V> topic, byte[] bytes) {
        return topic.valueSerde().deserializer().deserialize(topic.name(), bytes);
    }
}
