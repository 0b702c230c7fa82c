package io.tocsin.streamprocessor.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.helidon.webserver.WebServer;
import io.tocsin.schemas.config.KafkaConfig;
import io.tocsin.schemas.topics.Topics;
import io.tocsin.schemas.wire.WireFormat;
import io.tocsin.streamprocessor.commandlog.CommandHistory;
import io.tocsin.streamprocessor.commandlog.Commands;
import io.tocsin.streamprocessor.commandlog.Feeding;
import io.tocsin.streamprocessor.control.KillSwitch;
import io.tocsin.streamprocessor.control.RuleControl;
import io.tocsin.streamprocessor.topology.LocalTasks;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The answers over real HTTP; of an instance that owns no partition, so that the switch cannot be turned there. */
final class CommandRoutesTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochMilli(Commands.AT + 1_000));

    private final CommandHistory history = new CommandHistory(2, 100, CLOCK);
    private final KafkaConfig kafka = KafkaConfig.local("127.0.0.1:9");
    private final RuleControl control = new RuleControl(
            new RuleControl.Target(kafka, new Topics(kafka, WireFormat.singleObject()), "test"),
            new LocalTasks(),
            new RuleControl.Defaults(Duration.ofSeconds(5)),
            CLOCK);
    private final HttpClient http = HttpClient.newHttpClient();
    private final WebServer server = WebServer.builder()
            .host("127.0.0.1")
            .shutdownHook(false)
            .routing(routes -> new CommandRoutes(history, new KillSwitch(control, CLOCK)).register(routes))
            .build();

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
        control.close();
        http.close();
    }

    @Test
    void shouldListCommands() throws Exception {
        Feeding.give(history, 0, Commands.given("a", "bridge"));

        HttpResponse<String> response = get("/api/v1/commands?target=bridge&since=2023-11-14T00:00:00Z");

        JsonNode command = PrometheusJson.MAPPER
                .readTree(response.body())
                .path("data")
                .path("commands")
                .path(0);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(command.path("id").asText()).isEqualTo("a");
        assertThat(command.path("state").asText()).isEqualTo("open");
        assertThat(command.path("value").asText()).isEqualTo("0.3");
        assertThat(command.path("expiresAt").asText()).isEqualTo("2023-11-14T22:14:20Z");
        assertThat(get("/api/v1/commands?target=api").body()).contains("\"commands\":[]");
    }

    @Test
    void shouldHandOverWhatIsOpen_andWhereToGoOn() throws Exception {
        Feeding.give(history, 1, Commands.given("a", "bridge"));

        String present = get("/api/v1/commands/next?target=bridge").body();
        JsonNode earliest = PrometheusJson.MAPPER
                .readTree(get("/api/v1/commands/next?target=bridge&after=earliest&wait=30s")
                        .body())
                .path("data");

        assertThat(present).contains("\"commands\":[]", "\"cursor\":\"log.0.1\"");
        assertThat(earliest.path("commands").path(0).path("expiresInMillis").asLong())
                .isEqualTo(59_000);
        assertThat(earliest.path("commands").path(0).path("cursor").asText()).isEqualTo("log.0.1");
        assertThat(earliest.path("cursor").asText()).isEqualTo("log.0.1");
    }

    @Test
    void shouldSayHowToGoOn_whenTheCursorIsOfAnotherLog() throws Exception {
        Feeding.complete(history);

        HttpResponse<String> response = get("/api/v1/commands/next?target=bridge&after=other.0.1");

        assertThat(response.statusCode()).isEqualTo(410);
        assertThat(response.body()).contains("\"errorType\":\"gone\"", "after=earliest");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/commands?since=yesterday, since",
        "/api/v1/commands?since=1e2147483647, since",
        "/api/v1/commands?since=1e999999999, since",
        "/api/v1/commands?since=1e15, since",
        "/api/v1/commands?since=%2B1000000000-12-31T23:59:59Z, since",
        "/api/v1/commands?limit=0, limit",
        "/api/v1/commands?limit=1001, limit",
        "/api/v1/commands/next, target is missing",
        "/api/v1/commands/next?target=bridge&after=7, not a cursor",
        "/api/v1/commands/next?target=bridge&wait=30, has no unit"
    })
    void shouldSayWhatIsWrong(String path, String message) throws Exception {
        Feeding.complete(history);

        HttpResponse<String> response = get(path);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("\"errorType\":\"bad_data\"", message);
    }

    @Test
    void shouldSayWhatIsWrong_whenAParameterIsNotEncoded() throws Exception {
        Feeding.complete(history);

        // Of this client's own: java.net.URI takes no such address.
        assertThat(raw("GET /api/v1/commands?name=%zz HTTP/1.1")).startsWith("HTTP/1.1 400 ");
    }

    @Test
    void shouldSayThatItStops_toThoseWhoWait() throws Exception {
        Feeding.complete(history);
        history.close();

        HttpResponse<String> response = get("/api/v1/commands/next?target=bridge&wait=30s");

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body()).contains("stopping");
    }

    @ParameterizedTest
    @CsvSource({"0, 400", "1, 413"})
    void shouldReadNoMoreThanItCanHold(int beyond, int status) throws Exception {
        assertThat(post(" ".repeat(RequestBody.MOST_BYTES + beyond)).statusCode())
                .isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "text/plain, 415",
        "application/x-www-form-urlencoded, 415",
        "text/plain; application/json, 415",
        "application/json, 503",
        "Application/JSON;charset=utf-8, 503"
    })
    void shouldTakeNoChangeThatAnyWebPageCouldSend(String type, int status) throws Exception {
        assertThat(post(type, "{\"stopped\": true, \"by\": \"ada\", \"reason\": \"drill\"}")
                        .statusCode())
                .isEqualTo(status);
    }

    private String raw(String requestLine) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream()
                    .write((requestLine + "\r\nHost: x\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        not json                                       | not JSON
        ''                                             | stopped must be true or false
        {"by": "ada", "reason": "drill"}               | stopped must be true or false
        {"stopped": true, "reason": "drill"}           | by must say who
        {"stopped": true, "by": "ada"}                 | reason must say why
        {"stopped": "yes", "by": "a", "reason": "b"}   | stopped must be true or false
        """)
    void shouldNotTurnTheSwitch_whenItIsNotSaidWhoAndWhy(String body, String message) throws Exception {
        HttpResponse<String> response = post(body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains(message);
    }

    @Test
    void shouldSayThatItCannot_whenItDoesNotKnowWhatTheLogHas() throws Exception {
        assertThat(get("/api/v1/commands").statusCode()).isEqualTo(503);
        assertThat(get("/api/v1/commands/next?target=bridge").body()).contains("still being read");
        assertThat(get("/api/v1/commands/kill-switch").body()).contains("owns no partition");
        assertThat(post("{\"stopped\": true, \"by\": \"ada\", \"reason\": \"drill\"}")
                        .statusCode())
                .isEqualTo(503);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String body) throws Exception {
        return post("application/json", body);
    }

    private HttpResponse<String> post(String type, String body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/api/v1/commands/kill-switch"))
                        .header("Content-Type", type)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
