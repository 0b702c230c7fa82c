package io.tocsin.standalone.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.resources.Resource;
import io.tocsin.standalone.cli.FreePorts;
import io.tocsin.standalone.cli.PortPlan;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real programs people have: Debian's prometheus-node-exporter, scraped by us and by Debian's prometheus, which also
 * scrapes our own metrics and sends everything to us by remote write; and OpenTelemetry's SDK. All count the same series.
 */
final class DebianPeersTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final JsonMapper JSON = new JsonMapper();

    private final PortPlan ports = FreePorts.plan();
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Process> peers = new ArrayList<>();

    @TempDir
    private Path directory;

    @AfterEach
    void endPeers() {
        peers.forEach(Process::destroyForcibly);
        client.close();
    }

    @Test
    void shouldHaveTheSameSeries_asThoseWhoSendThem() throws Exception {
        PeerPrograms.require("prometheus", "prometheus-node-exporter");
        int exporter = ports.base() + 10;
        int prometheus = ports.base() + 11;
        startExporter(exporter);
        startPrometheus(prometheus, exporter);
        try (UpProcess up = UpProcess.start(directory, ports, directory.resolve("data"), config(exporter))) {
            String ours = "http://127.0.0.1:" + ports.processor();
            String theirs = "http://127.0.0.1:" + prometheus;

            await("what prometheus scraped of the exporter has come by remote write")
                    .atMost(SOON)
                    .untilAsserted(() -> {
                        assertThat(up.isAlive()).describedAs(up.printed()).isTrue();
                        long sent = count(theirs, "{job=\"sent\"}");
                        assertThat(sent).isGreaterThan(100).isEqualTo(count(ours, "{job=\"sent\"}"));
                    });
            await("what we scraped of it is the same")
                    .atMost(SOON)
                    .untilAsserted(() ->
                            assertThat(count(ours, "{job=\"scraped\"}")).isEqualTo(count(theirs, "{job=\"sent\"}")));
            await("our own metrics, scraped by prometheus, come back")
                    .atMost(SOON)
                    .untilAsserted(() -> assertThat(count(ours, "{job=\"tocsin-collector\", __name__=~\"tocsin_.*\"}"))
                            .isGreaterThan(20)
                            .isEqualTo(count(theirs, "{job=\"tocsin-collector\", __name__=~\"tocsin_.*\"}")));
            exportByOtlp(50);
            await("what OpenTelemetry's SDK exported")
                    .atMost(SOON)
                    .untilAsserted(() ->
                            assertThat(count(ours, "hits_total{job=\"sdk\"}")).isEqualTo(50));
            assertThat(count(ours, "up{job=~\"sent|scraped|tocsin-collector\"} == 1"))
                    .isEqualTo(3);
            up.terminate();
            assertThat(up.awaitEnd(Duration.ofSeconds(20))).isZero();
        }
    }

    /** OpenTelemetry's own SDK, with one counter of so many series. */
    private void exportByOtlp(int series) {
        OtlpHttpMetricExporter exporter = OtlpHttpMetricExporter.builder()
                .setEndpoint("http://127.0.0.1:" + ports.collector() + "/v1/metrics")
                .build();
        Resource resource = Resource.create(Attributes.builder()
                .put("service.name", "sdk")
                .put("service.instance.id", "one")
                .build());
        try (SdkMeterProvider sdk = SdkMeterProvider.builder()
                .setResource(resource)
                .registerMetricReader(PeriodicMetricReader.create(exporter))
                .build()) {
            LongCounter hits = sdk.get("peers").counterBuilder("hits").build();
            for (int i = 0; i < series; i++) {
                hits.add(i, Attributes.of(AttributeKey.stringKey("page"), "/" + i));
            }
            assertThat(sdk.forceFlush().join(10, TimeUnit.SECONDS).isSuccess()).isTrue();
        }
    }

    private void start(String... command) throws IOException {
        peers.add(new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve(command[0] + ".txt").toFile())
                .start());
    }

    /** What it shows is to be the same at each scrape, whoever scrapes it. */
    private void startExporter(int port) throws IOException {
        start(
                "prometheus-node-exporter",
                "--web.listen-address=127.0.0.1:" + port,
                "--web.max-requests=0",
                "--collector.disable-defaults",
                "--collector.cpu",
                "--collector.loadavg",
                "--collector.meminfo",
                "--collector.netdev",
                "--collector.uname");
    }

    private void startPrometheus(int port, int exporter) throws IOException {
        Files.writeString(
                directory.resolve("prometheus.yml"), """
                    global: {scrape_interval: 1s, scrape_timeout: 1s}
                    remote_write:
                      - url: http://127.0.0.1:%d/api/v1/write
                    scrape_configs:
                      - job_name: sent
                        static_configs: [{targets: ["127.0.0.1:%d"]}]
                      - job_name: tocsin-collector
                        static_configs: [{targets: ["127.0.0.1:%d"]}]
                    """.formatted(ports.collector(), exporter, ports.collector()));
        start(
                "prometheus",
                "--config.file=prometheus.yml",
                "--storage.tsdb.path=prometheus-data",
                "--web.listen-address=127.0.0.1:" + port);
    }

    private Path config(int exporter) throws IOException {
        return Files.writeString(directory.resolve("tocsin.yml"), """
            collector:
              host_metrics: {enabled: false}
              self_metrics: {enabled: false}
              scrape:
                scrape_configs:
                  - job_name: scraped
                    scrape_interval: 1s
                    static_configs: [{targets: ["127.0.0.1:%d"]}]
            """.formatted(exporter));
    }

    /** @return 0 also while the server does not answer yet */
    private long count(String server, String selector) throws IOException, InterruptedException {
        String query = URLEncoder.encode("count(" + selector + ")", StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(URI.create(server + "/api/v1/query?query=" + query))
                .build();
        JsonNode result = JSON.readTree(
                        client.send(request, BodyHandlers.ofString()).body())
                .path("data")
                .path("result");
        return result.isEmpty() ? 0 : result.get(0).path("value").get(1).asLong();
    }
}
