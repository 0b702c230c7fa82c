package io.tocsin.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tocsin.collector.publish.Frames;
import io.tocsin.collector.publish.RecordingPublisher;
import io.tocsin.schemas.config.Problems;
import io.tocsin.schemas.config.YamlNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code /api/v1/targets} of a running collector: what is scraped, what is probed, and what is not asked. */
final class TargetsTest {

    private final HttpClient client = HttpClient.newHttpClient();
    private final CollectorService service = start();

    private static CollectorService start() {
        Problems problems = new Problems();
        String yaml = """
            port: 0
            host_metrics: {enabled: false}
            scrape:
              global: {scrape_interval: 200ms}
              scrape_configs:
                - job_name: good
                  static_configs: [{targets: ["a:1", "b:2"]}]
                  relabel_configs: [{source_labels: [__address__], regex: "a:1", action: drop}]
                - job_name: bad
                  static_configs: [{targets: ["127.0.0.1:1", "no port:x"]}]
            probes: [{name: probe, role: api, url: 'http://127.0.0.1:1/', interval: 200ms}]
            """;
        CollectorConfig config = CollectorConfig.read(YamlNode.parse("test.yml", yaml, problems), problems);
        problems.throwIfAny();
        return CollectorService.start(
                config,
                Frames.CODEC::encode,
                new RecordingPublisher(),
                InstantSource.system(),
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
    }

    @AfterEach
    void stop() {
        service.close();
        client.close();
    }

    private JsonNode targets(String query) throws IOException, InterruptedException {
        URI uri = URI.create("http://" + service.status().address() + "/api/v1/targets" + query);
        String body = client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                .body();
        JsonNode json = new JsonMapper().readTree(body);
        assertThat(json.path("status").asText()).isEqualTo("success");
        return json.path("data");
    }

    @Test
    void shouldShowWhatIsScraped_andWhatIsNot_inPrometheusForm() throws Exception {
        // Of a turn during which the machine stalled it says that the time was over.
        await().untilAsserted(() -> assertShown(targets("")));
    }

    private static void assertShown(JsonNode data) {
        assertThat(data.path("activeTargets").findValuesAsText("health")).containsOnly("down");
        JsonNode active = data.path("activeTargets").get(1);
        assertThat(active.path("labels").path("job").asText()).isEqualTo("bad");
        assertThat(active.path("labels").path("instance").asText()).isEqualTo("127.0.0.1:1");
        assertThat(active.path("discoveredLabels").path("__address__").asText()).isEqualTo("127.0.0.1:1");
        assertThat(active.path("scrapePool").asText()).isEqualTo("bad");
        assertThat(active.path("scrapeUrl").asText()).isEqualTo("http://127.0.0.1:1/metrics");
        assertThat(active.path("lastError").asText()).startsWith("no connection");
        assertThat(active.path("lastScrape").asText()).startsWith("20");
        assertThat(active.path("scrapeInterval").asText()).isEqualTo("200ms");
        JsonNode probe = data.path("activeTargets").get(2);
        assertThat(probe.path("scrapePool").asText()).isEqualTo("probe");
        assertThat(probe.path("labels").path("role").asText()).isEqualTo("api");
        assertThat(probe.path("lastError").asText()).startsWith("connect: no connection");
        assertThat(data.path("droppedTargets")).hasSize(2);
        assertThat(data.path("droppedTargetCounts").path("good").asInt()).isEqualTo(1);
    }

    @Test
    void shouldShowWhatIsAskedFor() throws Exception {
        assertThat(targets("?state=active").path("droppedTargets")).isEmpty();
        assertThat(targets("?state=active").path("activeTargets")).hasSize(3);
        assertThat(targets("?state=dropped").path("activeTargets")).isEmpty();
        assertThat(targets("?scrapePool=probe").path("activeTargets")).hasSize(1);
        assertThat(targets("?scrapePool=good").path("activeTargets")).hasSize(1);
    }
}
