package io.tocsin.collector;

import static io.tocsin.collector.remotewrite.WriteRequests.request;
import static io.tocsin.collector.remotewrite.WriteRequests.series;
import static io.tocsin.collector.remotewrite.WriteRequests.snappy;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tocsin.collector.publish.Frames;
import io.tocsin.collector.publish.RecordingPublisher;
import io.tocsin.collector.publish.RecordingPublisher.Mood;
import io.tocsin.collector.remotewrite.SymbolizedRequest;
import io.tocsin.schemas.config.Problems;
import io.tocsin.schemas.config.YamlNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a sender of remote write 2.0 is answered, over HTTP, on a log in memory. */
final class RemoteWrite2ServiceTest {

    private static final long NOW = Instant.parse("2026-03-01T12:00:00Z").toEpochMilli();
    private static final String VERSION_2 = "application/x-protobuf;proto=io.prometheus.write.v2.Request";
    private static final String WRITTEN = "X-Prometheus-Remote-Write-";
    private static final List<String> SAYS_NOTHING = List.of("", "", "");

    private final HttpClient http = HttpClient.newHttpClient();
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final RecordingPublisher log = new RecordingPublisher();
    private final SymbolizedRequest request = new SymbolizedRequest();
    private final CollectorService service = start("""
        port: 0
        host_metrics: {enabled: false}
        limits: {uncompressed_bytes: 20000, samples_per_request: 50, series_per_source: 3, samples_per_second: 2}
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
    }

    private HttpResponse<String> post(byte[] body, String contentType) throws Exception {
        HttpRequest post = HttpRequest.newBuilder(
                        URI.create("http://" + service.status().address() + "/api/v1/write"))
                .header("Content-Encoding", "snappy")
                .header("Content-Type", contentType)
                .header("X-Prometheus-Remote-Write-Version", "2.0.0")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        return http.send(post, HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> write(SymbolizedRequest sent) throws Exception {
        return post(snappy(sent.toBytes()), VERSION_2);
    }

    /** Samples, histograms, exemplars; empty for a header that is missing. */
    private static List<String> written(HttpResponse<String> answer) {
        return List.of("Samples", "Histograms", "Exemplars").stream()
                .map(kind ->
                        answer.headers().firstValue(WRITTEN + kind + "-Written").orElse(""))
                .toList();
    }

    @Test
    void shouldAnswer204AndSayHowMany_whenEverythingIsStored() throws Exception {
        HttpResponse<String> answer = write(request.sample("up", "h1", 1, NOW).sample("up", "h2", 0, NOW));

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
        assertThat(written(answer)).containsExactly("2", "0", "0");
        assertThat(Frames.samples(log)).extracting(Frames.Read::key).containsExactly("api/h1", "api/h2");
    }

    @Test
    void shouldAnswer204_whenExemplarsAreLeftOut() throws Exception {
        HttpResponse<String> answer = write(request.series(
                s -> s.sample(1, NOW).message(4, e -> e.number(2, 1)), "__name__", "m", "job", "api"));

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(written(answer)).containsExactly("1", "0", "0");
        assertThat(registry.scrape()).contains("tocsin_collector_remote_write_ignored_total{kind=\"exemplar\"} 1.0");
    }

    @Test
    void shouldAnswer400StoreTheRestAndSayHowMany_whenSomeIsBad() throws Exception {
        HttpResponse<String> answer = write(request.sample("up", "h1", 1, NOW)
                .sample("old", "h1", 1, NOW - 3_600_001)
                .series(s -> s.message(3, h -> h.number(3, 1)), "__name__", "native", "job", "api"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("old{", "older than", "native{job=\"api\"}: native histograms");
        assertThat(written(answer)).containsExactly("1", "0", "0");
        assertThat(Frames.samples(log)).hasSize(1);
    }

    @Test
    void shouldAnswer400AndSayNone_whenReferencesAreWrong() throws Exception {
        request.sample("up", "h1", 1, NOW).timeSeries(s -> s.packed(1, 1, 99).sample(1, NOW));
        HttpResponse<String> answer = write(request);
        HttpResponse<String> notSnappy = post(new byte[] {1, 2, 3, 4}, VERSION_2);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("labels_refs of time series 1 refers to symbol 99");
        assertThat(written(answer)).containsExactly("0", "0", "0");
        assertThat(notSnappy.statusCode()).isEqualTo(400);
        assertThat(written(notSnappy)).containsExactly("0", "0", "0");
        assertThat(log.records).isEmpty();
        assertThat(registry.scrape()).contains("tocsin_collector_remote_write_refused_total{reason=\"malformed\"} 2.0");
    }

    @Test
    void shouldAnswer413AndSayNone_whenALimitIsExceeded() throws Exception {
        for (int i = 0; i < 51; i++) {
            request.sample("m", "h" + i, i, NOW);
        }
        HttpResponse<String> tooMany = write(request);
        HttpResponse<String> bomb = post(snappy(new byte[20_001]), VERSION_2);

        assertThat(tooMany.statusCode()).isEqualTo(413);
        assertThat(tooMany.body()).contains("more than 50 samples");
        assertThat(written(tooMany)).containsExactly("0", "0", "0");
        assertThat(bomb.statusCode()).isEqualTo(413);
        assertThat(registry.scrape())
                .contains("tocsin_collector_remote_write_refused_total{reason=\"too_many_samples\"} 1.0")
                .contains("tocsin_collector_remote_write_refused_total{reason=\"uncompressed_too_large\"} 1.0");
    }

    @Test
    void shouldAnswer415_whenTheMessageIsUnknown() throws Exception {
        HttpResponse<String> answer =
                post(snappy(request.toBytes()), "application/x-protobuf;proto=io.prometheus.write.v3.Request");

        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(answer.body()).contains("prometheus.WriteRequest", "io.prometheus.write.v2.Request");
        assertThat(written(answer)).isEqualTo(SAYS_NOTHING);
        assertThat(registry.scrape())
                .contains("tocsin_collector_remote_write_refused_total{reason=\"unsupported\"} 1.0");
    }

    @Test
    void shouldReadVersion1_whenTheMessageIsNotNamed() throws Exception {
        HttpResponse<String> one = post(snappy(request(series("up", "h1", 1, NOW))), "application/x-protobuf");
        HttpResponse<String> two =
                post(snappy(request.sample("up", "h1", 1, NOW).toBytes()), "application/x-protobuf");

        assertThat(one.statusCode()).isEqualTo(204);
        assertThat(written(one)).isEqualTo(SAYS_NOTHING);
        assertThat(two.statusCode()).isEqualTo(400);
        assertThat(two.body()).contains("io.prometheus.write.v2.Request", "Content-Type");
        assertThat(written(two)).isEqualTo(SAYS_NOTHING);
    }

    @Test
    void shouldAnswer503WithoutCounts_whenKafkaIsAway() throws Exception {
        log.mood = Mood.REFUSES;

        HttpResponse<String> answer = write(request.sample("up", "h1", 1, NOW));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("5");
        assertThat(written(answer)).isEqualTo(SAYS_NOTHING);
    }

    @Test
    void shouldAnswer400AndNameTheSeries_whenASourceHasTooMany() throws Exception {
        request.sample("a", "h1", 1, NOW).sample("b", "h1", 1, NOW).sample("c", "h1", 1, NOW);
        HttpResponse<String> full = write(request);
        HttpResponse<String> over = write(request.sample("d", "h1", 1, NOW).sample("d", "h2", 1, NOW));

        assertThat(full.statusCode()).isEqualTo(204);
        assertThat(over.statusCode()).isEqualTo(400);
        assertThat(over.body().lines()).hasSize(1);
        assertThat(over.body()).contains("d{instance=\"h1\", job=\"api\"}: its source (job and instance) has as many");
        assertThat(written(over)).containsExactly("4", "0", "0");
    }

    @Test
    void shouldAnswer429AndTakeTheOthers_whenASourceSendsTooFast() throws Exception {
        SymbolizedRequest burst = new SymbolizedRequest();
        for (int i = 0; i < 20; i++) {
            burst.sample("a", "h1", i, NOW + i);
        }
        HttpResponse<String> first = write(burst);
        HttpResponse<String> second =
                write(request.sample("a", "h1", 1, NOW + 20).sample("a", "h2", 1, NOW));
        HttpResponse<String> byVersion1 =
                post(snappy(request(series("a", "h1", 1, NOW + 20))), "application/x-protobuf");

        assertThat(first.statusCode()).isEqualTo(204);
        assertThat(second.statusCode()).isEqualTo(429);
        assertThat(second.headers().firstValue("Retry-After")).contains("5");
        assertThat(second.body()).contains("1 samples of api/h1", "sends faster than this collector takes");
        assertThat(written(second)).containsExactly("1", "0", "0");
        assertThat(byVersion1.statusCode()).isEqualTo(429);
        assertThat(registry.scrape())
                .contains("tocsin_collector_samples_rejected_total{reason=\"rate_limited\","
                        + "transport=\"remote_write\"} 2.0");
    }

    /** Whatever the damage, the answer is one for the sender: nothing of it is blamed on us. */
    @Test
    void shouldAnswerTheSender_whenAGoodRequestIsDamaged() throws Exception {
        long seed = Long.getLong("fuzz.seed", System.nanoTime());
        Random random = new Random(seed);
        request.sample("m", "h1", 1, NOW)
                .series(
                        s -> s.sample(1, NOW).message(5, request.metadata(1, "Help.", "s")),
                        "__name__",
                        "n",
                        "job",
                        "b");
        byte[] good = request.toBytes();
        int damagedOnes = 0;

        for (int i = 0; i < 1500; i++) {
            byte[] bytes = Arrays.copyOf(good, random.nextInt(5) == 0 ? random.nextInt(good.length) : good.length);
            for (int n = random.nextInt(3); n >= 0 && bytes.length > 0; n--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            HttpResponse<String> answer = post(snappy(bytes), VERSION_2);

            assertThat(answer.statusCode())
                    .as("seed %d: %s: %s", seed, HexFormat.of().formatHex(bytes), answer.body())
                    .isIn(204, 400, 413, 429);
            damagedOnes += answer.statusCode() == 204 ? 0 : 1;
        }
        assertThat(damagedOnes).as("seed %d", seed).isGreaterThan(500);
    }
}
