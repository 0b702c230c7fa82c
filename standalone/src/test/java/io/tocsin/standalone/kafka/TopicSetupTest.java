package io.tocsin.standalone.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tocsin.schemas.config.KafkaConfig;
import io.tocsin.schemas.topics.Topic;
import io.tocsin.schemas.topics.TopicSetup;
import io.tocsin.schemas.topics.TopicSetupException;
import io.tocsin.schemas.topics.Topics;
import io.tocsin.schemas.wire.WireFormat;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The topics of {@code schemas} on a real broker. */
final class TopicSetupTest {
    @TempDir
    private static Path directory;

    private static EmbeddedKafka kafka;
    private static Admin admin;

    @BeforeAll
    static void start() {
        kafka = EmbeddedKafka.start(directory);
        admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    }

    @AfterAll
    static void stop() {
        admin.close();
        kafka.close();
    }

    private static Topics topics(String prefix, int partitions) {
        KafkaConfig config = new KafkaConfig(
                kafka.bootstrapServers(), prefix, partitions, (short) 1, new TreeMap<>(), Optional.empty());
        return new Topics(config, WireFormat.singleObject());
    }

    @Test
    void shouldMakeEveryTopicWithItsSettings_andFindThemSoundAgain() throws Exception {
        Topics topics = topics("made.", 3);

        TopicSetup.ensure(admin, topics);
        TopicSetup.ensure(admin, topics);

        for (Topic<?, ?> topic : topics.all()) {
            assertThat(describe(topic).partitions()).as(topic.name()).hasSize(topic.partitions());
            Config config = config(topic);
            topic.config()
                    .forEach((key, value) -> assertThat(config.get(key).value())
                            .as(topic.name() + " " + key)
                            .isEqualTo(value));
        }
    }

    @Test
    void shouldMakeOnlyWhatIsMissing_whenSomeTopicsAreThere() throws Exception {
        Topics topics = topics("some.", 2);
        Topic<?, ?> metrics = topics.metrics();
        Map<String, String> config = new TreeMap<>(metrics.config());
        config.put("retention.ms", "86400000");
        create(new NewTopic(metrics.name(), Optional.of(2), Optional.empty()).configs(config));

        TopicSetup.ensure(admin, topics);

        assertThat(config(metrics).get("retention.ms").value()).isEqualTo("86400000");
        assertThat(describe(topics.alerts()).partitions()).hasSize(2);
    }

    @Test
    void shouldTellEveryDifference_andMakeNothing_whenTopicsAreNotAsTheyMustBe() {
        Topics topics = topics("wrong.", 4);
        create(new NewTopic(topics.metrics().name(), 2, (short) 1)
                .configs(topics.metrics().config()));
        create(new NewTopic(topics.rules().name(), 4, (short) 1));

        assertThatThrownBy(() -> TopicSetup.ensure(admin, topics))
                .isInstanceOf(TopicSetupException.class)
                .hasMessageContaining("wrong.metrics: has 2 partitions, must have 4")
                .hasMessageContaining(
                        "wrong.rules: message.timestamp.after.max.ms is 3600000, must be 9223372036854775807")
                .hasMessageContaining("wrong.rules: cleanup.policy is delete, must be compact");
        assertThatThrownBy(() -> describe(topics.alerts())).hasMessageContaining("UnknownTopicOrPartition");
    }

    /** Returns once the broker that is asked knows of it, which is a little after it was made. */
    private static void create(NewTopic topic) {
        admin.createTopics(List.of(topic));
        await().atMost(Duration.ofSeconds(20))
                .ignoreExceptions()
                .until(() -> admin.describeTopics(List.of(topic.name()))
                        .allTopicNames()
                        .get()
                        .containsKey(topic.name()));
    }

    private static TopicDescription describe(Topic<?, ?> topic) throws Exception {
        return admin.describeTopics(List.of(topic.name()))
                .allTopicNames()
                .get()
                .values()
                .iterator()
                .next();
    }

    private static Config config(Topic<?, ?> topic) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
        return admin.describeConfigs(List.of(resource))
                .all()
                .get()
                .values()
                .iterator()
                .next();
    }
}
