package io.tocsin.schemas.topics;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.schemas.config.KafkaConfig;
import io.tocsin.schemas.frame.MetricFrame;
import io.tocsin.schemas.labels.Labels;
import io.tocsin.schemas.wire.WireFormat;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.junit.jupiter.api.Test;

class TopicsTest {

    private final Topics topics = new Topics(KafkaConfig.local("127.0.0.1:9092"), WireFormat.singleObject());

    @Test
    void shouldNameEveryTopic_withThePrefix() {
        assertThat(topics.all())
                .extracting(Topic::name)
                .containsExactly(
                        "tocsin.metrics",
                        "tocsin.migrations",
                        "tocsin.reserves",
                        "tocsin.activity",
                        "tocsin.rules",
                        "tocsin.recorded",
                        "tocsin.alerts",
                        "tocsin.operator-actions",
                        "tocsin.notifications",
                        "tocsin.commands",
                        "tocsin.dead-letters",
                        "tocsin.reports",
                        "tocsin.clock");
    }

    @Test
    void shouldHaveTheSamePartitions_andTheirOwnTime_whateverTheSource() {
        assertThat(topics.sources()).hasSize(5).allSatisfy(source -> {
            assertThat(source.partitions()).isEqualTo(4);
            assertThat(source.config())
                    .containsEntry("message.timestamp.type", "CreateTime")
                    .containsEntry("message.timestamp.after.max.ms", "9223372036854775807");
        });
    }

    @Test
    void shouldUseSettingsThatKafkaKnows() {
        List<String> known = List.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.DELETE_RETENTION_MS_CONFIG,
                TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG,
                TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG,
                TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG,
                TopicConfig.RETENTION_MS_CONFIG,
                TopicConfig.SEGMENT_MS_CONFIG);

        assertThat(topics.all())
                .allSatisfy(topic -> assertThat(topic.config().keySet()).isSubsetOf(known));
    }

    @Test
    void shouldKeepRulesForEver_andOthersForTheirTime() {
        assertThat(topics.rules().config())
                .containsEntry("cleanup.policy", "compact")
                .doesNotContainKey("retention.ms");
        assertThat(topics.metrics().config()).containsEntry("retention.ms", days(15));
        assertThat(topics.migrations().config()).containsEntry("retention.ms", days(90));
        assertThat(topics.activity().config()).containsEntry("retention.ms", days(30));
        assertThat(topics.alerts().config()).containsEntry("retention.ms", days(365));
        assertThat(topics.deadLetters().config()).containsEntry("retention.ms", days(30));
    }

    @Test
    void shouldReadAndWriteFrames_orTheirBytes() {
        MetricFrame frame =
                MetricFrame.builder(5).add(Labels.of("__name__", "up"), 1).build();
        Topic<String, MetricFrame> metrics = topics.metrics();

        byte[] bytes = metrics.valueSerde().serializer().serialize(metrics.name(), frame);

        assertThat(metrics.valueSerde()
                        .deserializer()
                        .deserialize(metrics.name(), bytes)
                        .timestamp())
                .isEqualTo(5);
        assertThat(metrics.as(Serdes.ByteArray(), Serdes.ByteArray()).name()).isEqualTo("tocsin.metrics");
        assertThat(metrics.valueSerde().serializer().serialize(metrics.name(), null))
                .isNull();
        assertThat(metrics.valueSerde().deserializer().deserialize(metrics.name(), null))
                .isNull();
    }

    @Test
    void shouldSayWhatDiffers_whenATopicIsNotAsItMustBe() {
        Config actual = new Config(List.of(
                new ConfigEntry("message.timestamp.type", "LogAppendTime"),
                new ConfigEntry("message.timestamp.after.max.ms", "3600000"),
                new ConfigEntry("message.timestamp.before.max.ms", "9223372036854775807"),
                new ConfigEntry("retention.ms", "1"),
                new ConfigEntry("cleanup.policy", "delete")));

        assertThat(TopicCheck.differences(topics.metrics(), 3, actual))
                .containsExactly(
                        "tocsin.metrics: has 3 partitions, must have 4",
                        "tocsin.metrics: message.timestamp.type is LogAppendTime, must be CreateTime",
                        "tocsin.metrics: message.timestamp.after.max.ms is 3600000, must be 9223372036854775807");
    }

    @Test
    void shouldHaveAKeyForEveryVersion() {
        assertThat(RuleKeys.of("default", "hosts", 3)).isEqualTo("default/hosts@3");
        assertThat(Map.of(RuleKeys.of("default", "hosts", 4), 1)).doesNotContainKey("default/hosts@3");
    }

    private static String days(long days) {
        return Long.toString(days * 86_400_000L);
    }
}
