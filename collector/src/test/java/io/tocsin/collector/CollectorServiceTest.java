package io.tocsin.collector;

import static io.tocsin.collector.remotewrite.WriteRequests.request;
import static io.tocsin.collector.remotewrite.WriteRequests.series;
import static io.tocsin.collector.remotewrite.WriteRequests.snappy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tocsin.collector.http.PortTakenException;
import io.tocsin.collector.publish.Frames;
import io.tocsin.collector.publish.RecordingPublisher;
import io.tocsin.collector.publish.RecordingPublisher.Mood;
import io.tocsin.collector.remotewrite.WriteRequests.Message;
import io.tocsin.collector.self.SelfMetrics;
import io.tocsin.schemas.config.Problems;
import io.tocsin.schemas.config.YamlNode;
import io.tocsin.schemas.labels.Labels;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The whole collector over HTTP, on a log in memory. */
final class CollectorServiceTest {

    private static final long NOW = Instant.parse("2026-03-01T12:00:00Z").toEpochMilli();

    private static final byte[] HELLO = "hello".getBytes(StandardCharsets.UTF_8);

    private final HttpClient http = HttpClient.newHttpClient();
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final RecordingPublisher log = new RecordingPublisher();
    private CollectorService service = start("""
        port: 0
        host_metrics: {enabled: false}
        limits: {body_bytes: 4096, uncompressed_bytes: 20000, samples_per_request: 50}
        buffer: {publish_timeout: 200ms, linger: 1ms}
        """);

    private CollectorService start(String yaml) {
        Problems problems = new Problems();
        CollectorConfig config = CollectorConfig.read(YamlNode.parse("test.yml", yaml, problems), problems);
        problems.throwIfAny();
        return CollectorService.start(config, Frames.CODEC::encode, log, () -> Instant.ofEpochMilli(NOW), registry);
    }

    @AfterEach
    void stop() {
        service.close();
        assertThat(log.closed).isTrue();
    }

    private HttpResponse<String> post(byte[] body, String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri("/api/v1/write")).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> write(byte[] request) throws Exception {
        return post(
                snappy(request),
                "Content-Encoding",
                "snappy",
                "Content-Type",
                "application/x-protobuf",
                "X-Prometheus-Remote-Write-Version",
                "0.1.0");
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://" + service.status().address() + path);
    }

    @Test
    void shouldAnswer204_whenEverythingIsStored() throws Exception {
        HttpResponse<String> answer = write(request(series("up", "h1", 1, NOW), series("up", "h2", 0, NOW)));

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
        assertThat(Frames.samples(log)).extracting(Frames.Read::key).containsExactly("api/h1", "api/h2");
        assertThat(service.status().samplesAccepted()).isEqualTo(2);
    }

    @Test
    void shouldAnswer400AndStoreTheRest_whenSomeSamplesAreBad() throws Exception {
        HttpResponse<String> answer = write(request(
                series("up", "h1", 1, NOW),
                series("old", "h1", 1, NOW - 3_600_001),
                s -> s.labels("job", "nameless").sample(1, NOW)));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body().lines()).hasSize(2);
        assertThat(answer.body()).contains("old{", "older than", "{job=\"nameless\"}: the series has no metric name");
        assertThat(Frames.samples(log)).hasSize(1);
    }

    @Test
    void shouldAnswer400WithTheReason_whenTheBodyIsNotWhatItSays() throws Exception {
        assertThat(post(HELLO).statusCode()).isEqualTo(400);
        assertThat(post(HELLO).body()).contains("snappy");
        assertThat(write(HELLO).statusCode()).isEqualTo(400);
        assertThat(write(HELLO).body()).contains("not a prometheus.WriteRequest in protobuf: near byte");
        assertThat(post(new byte[0]).statusCode()).isEqualTo(400);
    }

    @Test
    void shouldAnswer413_whenALimitIsExceeded() throws Exception {
        HttpResponse<String> tooLong = post(new byte[4097]);
        HttpResponse<String> bomb = write(new byte[20_001]);
        HttpResponse<String> fits = write(new byte[0]);
        Message many = new Message();
        for (int i = 0; i < 51; i++) {
            many.message(1, series("m" + i, "h", i, NOW));
        }
        HttpResponse<String> tooMany = write(many.toBytes());

        assertThat(List.of(tooLong.statusCode(), bomb.statusCode(), fits.statusCode(), tooMany.statusCode()))
                .containsExactly(413, 413, 204, 413);
        assertThat(tooLong.body()).contains("more than 4096 bytes");
        assertThat(bomb.body()).contains("20001 bytes uncompressed");
        assertThat(tooMany.body()).contains("more than 50 samples");
    }

    @Test
    void shouldAnswer415_whenItIsNotRemoteWrite() throws Exception {
        byte[] body = snappy(request(series("up", "h1", 1, NOW)));

        assertThat(post(body, "Content-Encoding", "gzip").statusCode()).isEqualTo(415);
        assertThat(post(body, "Content-Type", "application/json").statusCode()).isEqualTo(415);
        assertThat(post(body, "Content-Type", "application/x-protobuf;proto=io.prometheus.write.v3.Request")
                        .body())
                .contains("not io.prometheus.write.v3.Request");
        assertThat(post(body, "Content-Type", "application/x-protobuf;proto=prometheus.WriteRequest")
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    void shouldAnswer503AndRecover_whenKafkaIsAway() throws Exception {
        byte[] request = request(series("up", "h1", 1, NOW));
        log.mood = Mood.REFUSES;
        HttpResponse<String> refused = write(request);
        log.mood = Mood.HANGS;
        HttpResponse<String> hung = write(request);
        log.mood = Mood.ACCEPTS;
        HttpResponse<String> stored = write(request);

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).contains("5");
        assertThat(refused.body()).contains("Kafka did not acknowledge the samples: no broker answers");
        assertThat(hung.statusCode()).isEqualTo(503);
        assertThat(hung.headers().firstValue("Retry-After")).contains("5");
        assertThat(stored.statusCode()).isEqualTo(204);
    }

    @Test
    void shouldTellLiveFromReady_whenKafkaIsAway() throws Exception {
        assertThat(get("/health/ready").statusCode()).isEqualTo(200);
        assertThat(get("/health").body())
                .isEqualTo("{\"status\":\"UP\",\"checks\":[{\"name\":\"kafka\",\"status\":\"UP\"}]}");
        log.mood = Mood.REFUSES;

        assertThat(get("/health/ready").statusCode()).isEqualTo(503);
        assertThat(get("/health").statusCode()).isEqualTo(503);
        assertThat(get("/health").body()).contains("\"status\":\"DOWN\"");
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void shouldShowItsCounters_whenMetricsAreAskedFor() throws Exception {
        write(request(series("up", "h1", 1, NOW)));

        String page = get("/metrics").body();

        assertThat(page)
                .contains("tocsin_collector_samples_received_total{transport=\"remote_write\"} 1.0")
                .contains("tocsin_collector_samples_accepted_total{transport=\"remote_write\"} 1.0")
                .contains("tocsin_collector_samples_rejected_total{reason=\"buffer_full\",transport=\"remote_write\"}"
                        + " 0.0")
                .contains("tocsin_collector_http_requests_total{path=\"/api/v1/write\",status=\"204\"} 1.0")
                .contains("tocsin_collector_in_flight_bytes 0.0");
    }

    @Test
    void shouldNameServiceAndPort_whenThePortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            int port = taken.getLocalPort();

            assertThatThrownBy(() -> start("port: " + port + "\nhost_metrics: {enabled: false}"))
                    .isInstanceOfSatisfying(
                            PortTakenException.class, e -> assertThat(e.port()).isEqualTo(port))
                    .hasMessageContaining("the collector cannot listen on 127.0.0.1:" + port)
                    .hasMessageContaining("--port-base");
        }
    }

    @Test
    void shouldAskNobody_whenItHasNotStarted() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            String yaml = "port: " + taken.getLocalPort() + "\nprobes: [{name: a, url: 'http://127.0.0.1:1/'}]";

            assertThatThrownBy(() -> start(yaml)).isInstanceOf(PortTakenException.class);
        }

        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .noneMatch("tocsin-probe-timer"::equals));
    }

    @Test
    void shouldPublishThisMachineAndItself_whenTheyAreWatched() throws Exception {
        service.close();
        service = start("""
            port: 0
            host_metrics: {interval: 100ms, instance: "here:1"}
            self_metrics: {interval: 100ms}
            """);
        service.watch(SelfMetrics.of(registry, "collector"));

        await().untilAsserted(() -> assertThat(keys()).contains("node/here:1", "tocsin/collector"));
        assertThat(Frames.samples(log))
                .anyMatch(read -> read.labels().equals(Labels.of("__name__", "up", "job", "node", "instance", "here:1"))
                        && read.value() == 1)
                .anyMatch(read -> read.labels().metricName().equals("tocsin_collector_samples_accepted_total"));
        assertThat(service.status().watchesHost()).isTrue();
    }

    private Set<String> keys() {
        return Frames.samples(log).stream().map(Frames.Read::key).collect(Collectors.toSet());
    }
}
