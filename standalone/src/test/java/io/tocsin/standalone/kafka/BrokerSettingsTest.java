package io.tocsin.standalone.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.standalone.deploy.DeployedBroker;
import java.nio.file.Path;
import java.util.Map;
import kafka.server.KafkaConfig;
import org.apache.kafka.server.config.AbstractKafkaConfig;
import org.junit.jupiter.api.Test;

/** The broker inside and the one of docker-compose.yml serve the same services. */
final class BrokerSettingsTest {
    private final Map<String, String> inside = BrokerSettings.of(1, Path.of("data"), 9092, 9091);

    @Test
    void shouldBeTheSame_whereBothBrokersSayIt() throws Exception {
        assertThat(inside).containsAllEntriesOf(DeployedBroker.settings());
        assertThat(DeployedBroker.settings())
                .containsKeys(
                        "auto.create.topics.enable",
                        "group.initial.rebalance.delay.ms",
                        "group.min.session.timeout.ms",
                        "transaction.abort.timed.out.transaction.cleanup.interval.ms",
                        "offsets.retention.minutes",
                        "message.max.bytes");
    }

    @Test
    void shouldBeTakenByTheBroker_whenTheyAreThoseOfTheFile() throws Exception {
        KafkaConfig config = new KafkaConfig(DeployedBroker.all(), false);

        assertThat(config.getInt("node.id")).isOne();
        assertThat(AbstractKafkaConfig.CONFIG_DEF.names())
                .containsAll(DeployedBroker.all().keySet());
    }
}
