package io.tocsin.standalone.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.schemas.avro.AlertState;
import io.tocsin.schemas.avro.AlertTransition;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sample crosses a threshold and comes back, on a real broker, over a restart of the processor in between. */
class PipelineOnKafkaTest {

    private static final String RULES = """
        groups:
          - name: recordings
            interval: 1s
            rules:
              - record: job:temperature:max
                expr: max by (job) (temperature)
          - name: alerts
            interval: 1s
            rules:
              - alert: TooHot
                expr: job:temperature:max > 30
                labels: {severity: critical}
                annotations: {summary: '{{ $labels.job }} is at {{ $value }}'}
        """;

    @TempDir
    Path directory;

    @Test
    void shouldFireAndResolveOnce_whenASampleCrossesAThreshold_alsoOverARestart() {
        try (KitchenOnKafka kitchen = new KitchenOnKafka(directory)) {
            kitchen.apply(RULES);

            kitchen.heatUntil(35, () -> states(kitchen).equals(List.of(AlertState.PENDING, AlertState.FIRING)));
            assertThat(kitchen.get("alerts")).contains("\"state\":\"firing\"").contains("kitchen is at 35");
            assertThat(kitchen.get("query?query=job:temperature:max")).contains("\"35\"");
            assertThat(kitchen.get("query?query=sum(temperature)")).contains("\"35\"");
            assertThat(kitchen.get("query?query=temperature%5B5m%5D"))
                    .contains("\"resultType\":\"matrix\"", "\"instance\":\"oven\"", "\"35\"");

            kitchen.restart();
            kitchen.heatUntil(20, () -> states(kitchen).contains(AlertState.RESOLVED));

            assertThat(states(kitchen)).containsExactly(AlertState.PENDING, AlertState.FIRING, AlertState.RESOLVED);
        }
    }

    private static List<AlertState> states(KitchenOnKafka kitchen) {
        return kitchen.values(kitchen.topics().alerts()).stream()
                .map(AlertTransition::getState)
                .toList();
    }
}
