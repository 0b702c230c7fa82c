package io.tocsin.streamprocessor.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tocsin.schemas.config.KafkaConfig;
import io.tocsin.schemas.topics.Topics;
import io.tocsin.schemas.wire.WireFormat;
import io.tocsin.streamprocessor.leaf.LeafSettings;
import io.tocsin.streamprocessor.series.SeriesLimits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyConfig;
import org.junit.jupiter.api.Test;

/** An unplanned repartition, store or changed name shows up as a difference here. */
class PipelineTopologyTest {

    @Test
    void shouldBeTheTopologyThatIsWrittenDown() throws IOException {
        KafkaConfig kafka = KafkaConfig.local("127.0.0.1:9");
        PipelineTopology topology = new PipelineTopology(
                new Topics(kafka, WireFormat.singleObject()),
                new PipelineTopology.Settings(LeafSettings.defaults(), SeriesLimits.defaults()),
                new LocalTasks(),
                new PipelineMetrics(new SimpleMeterRegistry()),
                RestoreStart.BEGINNING);
        StreamsConfig config = new StreamsConfig(Map.of(
                StreamsConfig.APPLICATION_ID_CONFIG,
                "golden",
                StreamsConfig.BOOTSTRAP_SERVERS_CONFIG,
                "127.0.0.1:9",
                StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG,
                true));

        String description =
                topology.build(new TopologyConfig(config)).describe().toString();

        try (InputStream golden = getClass().getResourceAsStream("/topology.txt")) {
            String expected = new String(Objects.requireNonNull(golden).readAllBytes(), StandardCharsets.UTF_8);
            assertThat(description.strip()).isEqualTo(expected.strip());
        }
    }
}
