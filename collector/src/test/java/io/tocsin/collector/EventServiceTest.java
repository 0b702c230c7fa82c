package io.tocsin.collector;

import static io.tocsin.collector.EventServer.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.collector.publish.RecordingPublisher.Mood;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What holds for a request as a whole: its form, its limits, the log behind it, the counters. */
final class EventServiceTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PATH = "/v1/activity";

    private EventServer server = new EventServer("{body_bytes: 4096, uncompressed_bytes: 20000, events_per_second: 0}");

    @AfterEach
    void stop() {
        server.close();
    }

    private void restart(String limits) {
        server.close();
        server = new EventServer(limits);
    }

    private static String login(int id) {
        return login(id, NOW);
    }

    private static String login(int id, long millis) {
        return "{\"eventId\":\"a%d\",\"subject\":\"u1\",\"timestamp\":%d,\"kind\":\"LOGIN\"}".formatted(id, millis);
    }

    private static String logins(int from, int to) {
        return IntStream.range(from, to).mapToObj(id -> login(id)).collect(Collectors.joining(",", "[", "]"));
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String reason(HttpResponse<String> answer) throws IOException {
        return JSON.readTree(answer.body()).at("/errors/0/reason").asText();
    }

    private HttpResponse<String> postGzip(byte[] body) throws Exception {
        return server.post(PATH, body, "Content-Encoding", "gzip", "Content-Type", "application/json");
    }

    @Test
    void shouldUnpack_whenTheBodyIsCompressed() throws Exception {
        HttpResponse<String> answer = postGzip(gzip(utf8(logins(0, 20))));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(server.records()).hasSize(20);
    }

    @Test
    void shouldAnswer400_whenGzipIsDamagedOrNone() throws Exception {
        byte[] good = gzip(utf8(logins(0, 20)));
        byte[] damaged = good.clone();
        damaged[good.length / 2] ^= 1;

        assertThat(postGzip(utf8(login(1))).statusCode()).isEqualTo(400);
        assertThat(postGzip(new byte[0]).statusCode()).isEqualTo(400);
        assertThat(postGzip(Arrays.copyOf(good, good.length - 9)).statusCode()).isEqualTo(400);
        assertThat(reason(postGzip(damaged))).contains("not compressed with gzip");
        assertThat(server.records()).isEmpty();
    }

    @Test
    void shouldAnswer413_whenABodyIsBeyondItsBytes() throws Exception {
        String spaces = " ".repeat(4096 - login(1).length());
        HttpResponse<String> fits = server.post(PATH, login(1) + spaces);
        HttpResponse<String> tooLong = server.post(PATH, login(1) + spaces + " ");
        HttpResponse<String> fitsUnpacked = postGzip(gzip(utf8(login(2) + " ".repeat(20_000 - login(2).length()))));
        HttpResponse<String> bomb = postGzip(gzip(new byte[2_000_000]));

        assertThat(fits.statusCode()).isEqualTo(200);
        assertThat(tooLong.statusCode()).isEqualTo(413);
        assertThat(reason(tooLong)).isEqualTo("the body has more than 4096 bytes; send it in several");
        assertThat(fitsUnpacked.statusCode()).isEqualTo(200);
        assertThat(bomb.statusCode()).isEqualTo(413);
        assertThat(reason(bomb)).isEqualTo("the body has more than 20000 bytes uncompressed; send it in several");
    }

    @Test
    void shouldAnswer415_whenItIsNotJsonOrNotInUtf8() throws Exception {
        byte[] body = utf8(login(1));

        assertThat(server.post(PATH, body, "Content-Type", "text/plain").statusCode())
                .isEqualTo(415);
        assertThat(reason(server.post(PATH, body, "Content-Type", "application/x-www-form-urlencoded")))
                .isEqualTo("Content-Type must be application/json (an event or a list of events) or"
                        + " application/x-ndjson (an event a line), in UTF-8, is application/x-www-form-urlencoded");
        assertThat(server.post(PATH, body, "Content-Type", "application/json; charset=latin1")
                        .statusCode())
                .isEqualTo(415);
        assertThat(server.post(PATH, body, "Content-Encoding", "zstd").statusCode())
                .isEqualTo(415);
        assertThat(server.post(PATH, body).statusCode()).isEqualTo(200);
        assertThat(server.post(PATH, body, "Content-Type", "Application/JSON; charset=\"UTF-8\"")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void shouldAnswer400_whenTextIsNotUtf8() throws Exception {
        byte[] latin1 = "{\"eventId\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);
        byte[] utf16 = login(1).getBytes(StandardCharsets.UTF_16LE);

        assertThat(server.post(PATH, latin1).statusCode()).isEqualTo(400);
        assertThat(server.post(PATH, utf16).statusCode()).isEqualTo(400);
        assertThat(server.post(PATH, "\ufeff" + login(1)).statusCode()).isEqualTo(200);
    }

    @Test
    void shouldAnswerOnlyWhenKafkaHasAcknowledged_whenItTakesItsTime() throws Exception {
        server.close();
        server = new EventServer("{}", "{publish_timeout: 10s}");
        server.mood(Mood.HANGS);
        CompletableFuture<HttpResponse<String>> answer = CompletableFuture.supplyAsync(() -> {
            try {
                return server.post(PATH, login(1));
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
        await().until(() -> server.log("tocsin.activity").attempts.get() == 1);
        boolean early = answer.isDone();
        server.release();

        assertThat(early).isFalse();
        assertThat(answer.get().statusCode()).isEqualTo(200);
    }

    @Test
    void shouldAnswer503AndRecover_whenKafkaIsAway() throws Exception {
        server.mood(Mood.REFUSES);
        HttpResponse<String> refused = server.post(PATH, logins(0, 3));
        server.mood(Mood.HANGS);
        HttpResponse<String> hung = server.post(PATH, logins(0, 3));
        server.mood(Mood.ACCEPTS);
        HttpResponse<String> stored = server.post(PATH, logins(0, 3));

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).contains("5");
        assertThat(reason(refused)).isEqualTo("the events are not stored (kafka_unavailable): no broker answers");
        assertThat(hung.statusCode()).isEqualTo(503);
        assertThat(hung.headers().firstValue("Retry-After")).contains("5");
        assertThat(stored.statusCode()).isEqualTo(200);
        assertThat(server.records()).hasSize(3);
    }

    @Test
    void shouldHaveTheSameEffect_whenARequestIsSentAgain() throws Exception {
        HttpResponse<String> first = server.post(PATH, logins(0, 3));
        var once = server.records();
        server.clear();
        HttpResponse<String> again = server.post(PATH, logins(0, 3));

        assertThat(again.body()).isEqualTo(first.body());
        assertThat(server.records()).isEqualTo(once);
    }

    @Test
    void shouldAnswer429_whenASourceIsTooFast() throws Exception {
        restart("{events_per_request: 10, events_per_second: 10}");
        HttpResponse<String> first = server.post(PATH, logins(0, 10));
        HttpResponse<String> tooFast = server.post("/v1/activity", logins(10, 15));
        server.now.addAndGet(500);
        HttpResponse<String> later = server.post(PATH, logins(10, 15));

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(tooFast.statusCode()).isEqualTo(429);
        assertThat(tooFast.headers().firstValue("Retry-After")).contains("1");
        assertThat(reason(tooFast)).contains("too many events a second come from this address");
        assertThat(later.statusCode()).isEqualTo(200);
        assertThat(server.records()).hasSize(15);
    }

    @Test
    void shouldCountEveryEventOnce_whateverBecomesOfIt() throws Exception {
        restart("{events_per_request: 5, body_bytes: 4096}");
        server.post(PATH, "[" + login(1) + "," + login(1) + "," + login(2) + ",{\"kind\":\"LOGIN\"}]");
        server.post(PATH, "[" + login(1, NOW - 3_600_001) + "," + login(2, NOW + 600_001) + ",{\"x\":1}]");
        server.post(PATH, "[" + login(1) + "," + login(1, NOW - 1) + "]");
        server.mood(Mood.REFUSES);
        server.post(PATH, logins(0, 2));
        server.mood(Mood.ACCEPTS);
        server.post(PATH, logins(0, 6));
        server.post(PATH, "nonsense");
        server.post(PATH, utf8(login(1)), "Content-Type", "text/plain");
        server.post(PATH, utf8(login(1)), "Content-Encoding", "br");
        server.post(PATH, " ".repeat(4097));

        assertThat(events("received")).isEqualTo(11);
        assertThat(events("accepted")).isEqualTo(4);
        assertThat(events("repeated")).isEqualTo(1);
        assertThat(events("rejected")).isEqualTo(7);
        for (String reason : new String[] {
            "missing_field", "timestamp_too_old", "timestamp_too_new", "unknown_field", "conflicting_id"
        }) {
            assertThat(events("rejected", "reason", reason)).as(reason).isEqualTo(1);
        }
        assertThat(events("rejected", "reason", "kafka_unavailable")).isEqualTo(2);
        for (String reason : new String[] {
            "too_many_events", "malformed", "unsupported_type", "unsupported_encoding", "body_too_large"
        }) {
            assertThat(server.count("tocsin.collector.event.requests.refused", "topic", "activity", "reason", reason))
                    .as(reason)
                    .isEqualTo(1);
        }
        assertThat(server.count("tocsin.collector.http.requests", "path", PATH)).isEqualTo(9);
        assertThat(server.get("/metrics").body())
                .contains("tocsin_collector_events_received_total{topic=\"activity\"} 11.0")
                .contains("tocsin_collector_events_accepted_total{topic=\"migrations\"} 0.0")
                .contains("tocsin_collector_events_rejected_total{reason=\"conflicting_id\",topic=\"activity\"} 1.0");
    }

    private double events(String what, String... tags) {
        String[] all = Arrays.copyOf(new String[] {"topic", "activity"}, 2 + tags.length);
        System.arraycopy(tags, 0, all, 2, tags.length);
        return server.count("tocsin.collector.events." + what, all);
    }

    @Test
    void shouldRefuseAtOnce_whenRequestsHoldAllMemory() throws Exception {
        server.close();
        server = new EventServer("{uncompressed_bytes: 20000}", "{request_bytes: 20000}");
        HttpResponse<String> fits = server.post(PATH, login(1));
        HttpResponse<String> busy = server.post(PATH, " ".repeat(30_000));

        assertThat(fits.statusCode()).isEqualTo(200);
        assertThat(busy.statusCode()).isEqualTo(503);
        assertThat(busy.headers().firstValue("Retry-After")).contains("5");
        assertThat(server.count("tocsin.collector.event.requests.refused", "reason", "busy"))
                .isEqualTo(1);
        assertThat(server.post(PATH, login(2)).statusCode()).isEqualTo(200);
    }

    @Test
    void shouldServeItsSchemas_whenTheyAreAskedFor() throws Exception {
        JsonNode index = JSON.readTree(server.get("/schemas").body()).get("schemas");

        assertThat(index).hasSize(3);
        for (JsonNode entry : index) {
            HttpResponse<String> schema = server.get(entry.get("schema").asText());
            assertThat(schema.headers().firstValue("Content-Type")).contains("application/schema+json");
            assertThat(JSON.readTree(schema.body()).get("title")).isEqualTo(entry.get("title"));
            HttpResponse<String> example = server.post(
                    entry.get("post").asText(),
                    JSON.readTree(schema.body()).at("/examples/0").toString());
            assertThat(example.statusCode()).as(example.body()).isEqualTo(200);
        }
        assertThat(server.get("/schemas/metrics").statusCode()).isEqualTo(404);
    }
}
