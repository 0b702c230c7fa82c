package io.tocsin.collector;

import static io.tocsin.collector.OtlpRequests.JSON;
import static io.tocsin.collector.OtlpRequests.PROTOBUF;
import static io.tocsin.collector.OtlpRequests.gauge;
import static io.tocsin.collector.OtlpRequests.gzip;
import static io.tocsin.collector.OtlpRequests.point;
import static io.tocsin.collector.OtlpRequests.request;
import static io.tocsin.collector.OtlpRequests.statusMessage;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.tocsin.collector.publish.RecordingPublisher;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** OTLP requests that are not taken at all. */
final class OtlpRefusalTest {

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
    void shouldAnswer400WithAStatus_whenTheBodyIsNotWhatItSays() throws Exception {
        byte[] hello = "hello".getBytes(StandardCharsets.UTF_8);
        byte[] broken = gzip(request(gauge("a", point(NOW, 1))));
        broken[broken.length / 2] ^= 0x55;

        HttpResponse<byte[]> notProtobuf = protobuf(hello);
        HttpResponse<byte[]> notJson = json("hello");
        HttpResponse<byte[]> notGzip = post(hello, "Content-Type", JSON, "Content-Encoding", "gzip");
        HttpResponse<byte[]> brokenGzip = post(broken, "Content-Type", PROTOBUF, "Content-Encoding", "gzip");

        assertThat(notProtobuf.statusCode()).isEqualTo(400);
        assertThat(statusMessage(notProtobuf.body())).startsWith("not an ExportMetricsServiceRequest in protobuf: ");
        assertThat(notJson.statusCode()).isEqualTo(400);
        assertThat(text(notJson)).startsWith("{\"code\":3,\"message\":\"not JSON: line 1, column 1");
        assertThat(notGzip.statusCode()).isEqualTo(400);
        assertThat(text(notGzip)).contains("not compressed with gzip");
        assertThat(brokenGzip.statusCode()).isEqualTo(400);
        assertThat(log.records).isEmpty();
    }

    @Test
    void shouldAnswer413_whenALimitIsExceeded() throws Exception {
        NumberDataPoint.Builder[] fifty = new NumberDataPoint.Builder[50];
        for (int i = 0; i < 50; i++) {
            fifty[i] = point(NOW - i, 1);
        }
        byte[] fits = request(gauge("a", fifty));
        byte[] onePointMore = request(gauge("a", fifty), gauge("b", point(NOW, 1)));

        HttpResponse<byte[]> tooLong = protobuf(new byte[4097]);
        HttpResponse<byte[]> bomb = post(gzip(new byte[20_001]), "Content-Type", PROTOBUF, "Content-Encoding", "gzip");
        HttpResponse<byte[]> zeros = post(gzip(new byte[20_000]), "Content-Type", PROTOBUF, "Content-Encoding", "gzip");

        assertThat(tooLong.statusCode()).isEqualTo(413);
        assertThat(statusMessage(tooLong.body())).isEqualTo("the body has more than 4096 bytes");
        assertThat(bomb.statusCode()).isEqualTo(413);
        assertThat(statusMessage(bomb.body())).isEqualTo("the body has more than 20000 bytes uncompressed");
        assertThat(zeros.statusCode())
                .as("short enough, but zeros are no message")
                .isEqualTo(400);
        assertThat(protobuf(fits).statusCode()).isEqualTo(200);
        assertThat(protobuf(onePointMore).statusCode()).isEqualTo(413);
        assertThat(statusMessage(protobuf(onePointMore).body()))
                .isEqualTo("a request of 51 samples; at most 50 are taken");
    }

    @Test
    void shouldAnswer415_whenItIsNotOtlp() throws Exception {
        assertThat(post(new byte[0]).statusCode()).isEqualTo(415);
        assertThat(post(new byte[0], "Content-Type", "text/plain").statusCode()).isEqualTo(415);
        assertThat(text(post(new byte[0], "Content-Type", "text/plain"))).contains("Content-Type must be");
        assertThat(post(new byte[0], "Content-Type", PROTOBUF, "Content-Encoding", "snappy")
                        .statusCode())
                .isEqualTo(415);
        assertThat(post(new byte[0], "Content-Type", PROTOBUF, "Content-Encoding", "identity")
                        .statusCode())
                .isEqualTo(200);
        assertThat(post("{}".getBytes(StandardCharsets.UTF_8), "Content-Type", "Application/JSON; charset=utf-8")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void shouldAnswer503_whenOtherRequestsHoldTheMemory() throws Exception {
        try (OtlpEndpoint small = OtlpEndpoint.start("""
            port: 0
            host_metrics: {enabled: false}
            limits: {uncompressed_bytes: 20000}
            buffer: {request_bytes: 20000}
            """, () -> Instant.ofEpochMilli(NOW))) {
            HttpResponse<byte[]> large = small.post(new byte[15_000], "Content-Type", PROTOBUF);
            HttpResponse<byte[]> after = small.post(new byte[0], "Content-Type", PROTOBUF);

            assertThat(large.statusCode()).isEqualTo(503);
            assertThat(large.headers().firstValue("Retry-After")).contains("5");
            assertThat(statusMessage(large.body())).contains("too many requests at once");
            assertThat(after.statusCode()).as("what was held is given back").isEqualTo(200);
        }
    }

    @Test
    void shouldAnswerNothingButSuccessOrBlameTheSender_whenBodiesAreDamaged() throws Exception {
        long seed = Long.getLong("fuzz.seed", System.nanoTime());
        Random random = new Random(seed);
        byte[] good = gzip(request(gauge("a", point(NOW, 1), point(NOW - 1, 1))));
        for (int i = 0; i < 500; i++) {
            byte[] body = good.clone();
            if (random.nextBoolean()) {
                random.nextBytes(body);
            }
            body[random.nextInt(body.length)] ^= (byte) (1 << random.nextInt(8));
            String type = random.nextBoolean() ? PROTOBUF : JSON;
            String encoding = random.nextBoolean() ? "gzip" : "identity";

            int status = post(body, "Content-Type", type, "Content-Encoding", encoding)
                    .statusCode();

            assertThat(status)
                    .as(
                            "seed %d, %s, %s: %s",
                            seed, type, encoding, HexFormat.of().formatHex(body))
                    .isIn(200, 400, 413);
        }
    }
}
