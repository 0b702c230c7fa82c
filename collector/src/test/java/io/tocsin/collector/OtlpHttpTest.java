package io.tocsin.collector;

import static io.tocsin.collector.OtlpRequests.JSON;
import static io.tocsin.collector.OtlpRequests.PROTOBUF;
import static io.tocsin.collector.OtlpRequests.gauge;
import static io.tocsin.collector.OtlpRequests.gzip;
import static io.tocsin.collector.OtlpRequests.point;
import static io.tocsin.collector.OtlpRequests.request;
import static io.tocsin.collector.OtlpRequests.statusMessage;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Exemplar;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.tocsin.collector.publish.Frames;
import io.tocsin.collector.publish.RecordingPublisher;
import io.tocsin.collector.publish.RecordingPublisher.Mood;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** OTLP over HTTP, on a log in memory. */
final class OtlpHttpTest {

    private static final long NOW = Instant.parse("2026-03-01T12:00:00Z").toEpochMilli();

    private final OtlpEndpoint collector = OtlpEndpoint.start("""
        port: 0
        host_metrics: {enabled: false}
        limits: {body_bytes: 4096, uncompressed_bytes: 20000, samples_per_request: 50}
        buffer: {publish_timeout: 200ms, linger: 1ms}
        """, () -> Instant.ofEpochMilli(NOW));

    private final RecordingPublisher log = collector.log();

    @AfterEach
    void stop() {
        collector.close();
    }

    private HttpResponse<byte[]> post(byte[] body, String... headers) throws Exception {
        return collector.post(body, headers);
    }

    private HttpResponse<byte[]> protobuf(byte[] body) throws Exception {
        return post(body, "Content-Type", PROTOBUF);
    }

    private HttpResponse<byte[]> json(String body) throws Exception {
        return post(body.getBytes(StandardCharsets.UTF_8), "Content-Type", JSON);
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    @Test
    void shouldAnswer200InTheRequestsEncoding_whenEverythingIsStored() throws Exception {
        byte[] request = request(gauge("a", point(NOW, 1)));

        HttpResponse<byte[]> plain = protobuf(request);
        HttpResponse<byte[]> zipped = post(gzip(request), "Content-Type", PROTOBUF, "Content-Encoding", "gzip");
        HttpResponse<byte[]> json = json("{}");

        assertThat(plain.statusCode()).isEqualTo(200);
        assertThat(plain.headers().firstValue("Content-Type")).contains(PROTOBUF);
        assertThat(plain.body()).isEmpty();
        assertThat(zipped.statusCode()).isEqualTo(200);
        assertThat(json.statusCode()).isEqualTo(200);
        assertThat(json.headers().firstValue("Content-Type")).contains(JSON);
        assertThat(text(json)).isEqualTo("{}");
        assertThat(Frames.samples(log)).extracting(Frames.Read::value).containsExactly(1.0, 1.0);
    }

    @Test
    void shouldTakeTheSame_whenItIsSentToPrometheusPath() throws Exception {
        byte[] request = request(gauge("a", point(NOW, 1)));

        assertThat(collector
                        .postTo("/api/v1/otlp/v1/metrics", request, "Content-Type", PROTOBUF)
                        .statusCode())
                .isEqualTo(200);
        assertThat(Frames.samples(log)).hasSize(1);
    }

    @Test
    void shouldTellWhatIsRejected_whenSomePointsAreRefused() throws Exception {
        Metric.Builder old = gauge("old", point(NOW - 3_600_001, 1), point(NOW - 3_600_000, 2));

        HttpResponse<byte[]> answer = protobuf(request(old, gauge("good", point(NOW, 1))));
        HttpResponse<byte[]> json = json("""
            {"resourceMetrics":[{"scopeMetrics":[{"metrics":[{"name":"x","gauge":{"dataPoints":[{"asInt":1}]}}]}]}]}
            """);

        var partial = ExportMetricsServiceResponse.parseFrom(answer.body()).getPartialSuccess();
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(partial.getRejectedDataPoints()).isEqualTo(1);
        assertThat(partial.getErrorMessage()).isEqualTo("old: the sample is older than this collector takes");
        assertThat(json.statusCode()).isEqualTo(200);
        assertThat(text(json))
                .isEqualTo("{\"partialSuccess\":{\"rejectedDataPoints\":\"1\","
                        + "\"errorMessage\":\"x: the sample is older than this collector takes\"}}");
        assertThat(Frames.samples(log)).hasSize(2);
    }

    @Test
    void shouldCountTheRest_whenMoreIsRefusedThanIsNamed() throws Exception {
        Metric.Builder histograms = Metric.newBuilder().setName("h");
        for (int i = 0; i < 11; i++) {
            histograms
                    .getHistogramBuilder()
                    .addDataPointsBuilder()
                    .addBucketCounts(1)
                    .addExplicitBounds(1);
        }

        HttpResponse<byte[]> answer = protobuf(request(histograms, gauge("g", point(0, 1))));

        var partial = ExportMetricsServiceResponse.parseFrom(answer.body()).getPartialSuccess();
        assertThat(partial.getRejectedDataPoints()).isEqualTo(12);
        assertThat(partial.getErrorMessage().lines()).hasSize(11);
        assertThat(partial.getErrorMessage())
                .endsWith("in all, in samples: timestamp_too_old=1 malformed_data_point=11");
    }

    @Test
    void shouldAnswer503AndAddUpOnce_whenKafkaIsAway() throws Exception {
        Metric.Builder delta = Metric.newBuilder().setName("hits");
        delta.getSumBuilder()
                .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA)
                .setIsMonotonic(true)
                .addDataPoints(point(NOW, 5).setStartTimeUnixNano((NOW - 1) * 1_000_000));
        byte[] request = request(delta);
        log.mood = Mood.REFUSES;
        HttpResponse<byte[]> refused = protobuf(request);
        log.mood = Mood.HANGS;
        HttpResponse<byte[]> hung = protobuf(request);
        log.mood = Mood.ACCEPTS;
        HttpResponse<byte[]> stored = protobuf(request);

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).contains("5");
        assertThat(statusMessage(refused.body())).contains("Kafka did not acknowledge the samples: no broker answers");
        assertThat(hung.statusCode()).isEqualTo(503);
        assertThat(hung.headers().firstValue("Retry-After")).contains("5");
        assertThat(stored.statusCode()).isEqualTo(200);
        assertThat(Frames.samples(log)).extracting(Frames.Read::value).containsExactly(5.0);
    }

    @Test
    void shouldCountEverySample_whenAnswersDiffer() throws Exception {
        protobuf(request(
                gauge("a", point(NOW, 1).addExemplars(Exemplar.getDefaultInstance()), point(NOW, 2), point(0, 1))));
        protobuf("hello".getBytes(StandardCharsets.UTF_8));
        log.mood = Mood.REFUSES;
        protobuf(request(gauge("a", point(NOW, 1))));

        String page = collector.registry().scrape();

        assertThat(page)
                .contains("tocsin_collector_samples_received_total{transport=\"otlp\"} 4.0")
                .contains("tocsin_collector_samples_accepted_total{transport=\"otlp\"} 1.0")
                .contains("tocsin_collector_otlp_ignored_total{kind=\"exemplar\"} 1.0")
                .contains("_rejected_total{reason=\"duplicate_sample\",transport=\"otlp\"} 1.0")
                .contains("_rejected_total{reason=\"timestamp_too_old\",transport=\"otlp\"} 1.0")
                .contains("_rejected_total{reason=\"kafka_unavailable\",transport=\"otlp\"} 1.0")
                .contains("tocsin_collector_http_requests_total{path=\"/v1/metrics\",status=\"200\"} 1.0")
                .contains("tocsin_collector_http_requests_total{path=\"/v1/metrics\",status=\"400\"} 1.0")
                .contains("tocsin_collector_http_requests_total{path=\"/v1/metrics\",status=\"503\"} 1.0");
    }

    @Test
    void shouldWarn_whenAllPointsAreTakenButTheResourceCannotBeDescribed() throws Exception {
        ExportMetricsServiceRequest.Builder request = ExportMetricsServiceRequest.newBuilder();
        var resource = request.addResourceMetricsBuilder();
        resource.addScopeMetricsBuilder().addMetrics(gauge("a", point(NOW, 1)));
        resource.getResourceBuilder()
                .addAttributesBuilder()
                .setKey("service.name")
                .getValueBuilder()
                .setStringValue("s");
        for (int i = 0; i < 63; i++) {
            resource.getResourceBuilder()
                    .addAttributesBuilder()
                    .setKey("k" + i)
                    .getValueBuilder()
                    .setIntValue(i);
        }

        HttpResponse<byte[]> answer = protobuf(request.build().toByteArray());
        resource.getResourceBuilder().removeAttributes(63);
        HttpResponse<byte[]> described = protobuf(request.build().toByteArray());

        var partial = ExportMetricsServiceResponse.parseFrom(answer.body()).getPartialSuccess();
        assertThat(partial.getRejectedDataPoints()).isZero();
        assertThat(partial.getErrorMessage()).startsWith("target_info{").endsWith("too many labels");
        assertThat(described.body()).isEmpty();
        assertThat(Frames.samples(log)).hasSize(3);
    }
}
