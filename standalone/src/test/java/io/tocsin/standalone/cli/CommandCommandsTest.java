package io.tocsin.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code tocsin commands}, against a server that answers as the stream-processor does. */
final class CommandCommandsTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final List<String> requests = new ArrayList<>();
    private String commands = "[]";
    private String position = "{\"stopped\": false, \"by\": \"\", \"reason\": \"\", \"since\": \"\"}";
    private HttpServer server;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
            String data = exchange.getRequestURI().getPath().endsWith("kill-switch")
                    ? position
                    : "{\"commands\": " + commands + "}";
            byte[] bytes = ("{\"status\": \"success\", \"data\": " + data + "}").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void shouldShowEach_andHowItStands() {
        commands = """
            [{"at": "2026-01-31T08:00:00Z", "name": "PAUSE", "target": "bridge", "state": "suppressed",
              "suppressed": "rate_limited", "rule": "Failures", "value": "0.3",
              "labels": {"alertname": "Failures", "path": "legacy"}},
             {"at": "2026-01-31T07:00:00Z", "name": "RESUME", "target": "bridge", "state": "open", "reversalOf": "7",
              "rule": "Failures", "value": "0.26", "labels": {"alertname": "Failures"}}]
            """;

        assertThat(run("--target", "bridge", "--since", "1769846400")).isZero();
        assertThat(requests)
                .contains("GET /api/v1/commands?limit=1000&name=&target=bridge&since=2026-01-31T08%3A00%3A00Z ");
        assertThat(out).hasToString("""
            TIME                   COMMAND   TARGET   STATE                       ALERT      VALUE   LABELS
            2026-01-31T08:00:00Z   PAUSE     bridge   suppressed (rate_limited)   Failures   0.3     path="legacy"
            2026-01-31T07:00:00Z   RESUME    bridge   open (reversal)             Failures   0.26
            """);
    }

    @Test
    void shouldSaySo_whenThereAreNone_orTheyAreStopped() {
        assertThat(run()).isZero();
        position = "{\"stopped\": true, \"by\": \"ada\", \"reason\": \"a drill\", \"since\": \"2026-01-31T08:00:00Z\"}";
        assertThat(run()).isZero();

        assertThat(out).hasToString("""
            no commands
            stopped by ada at 2026-01-31T08:00:00Z: a drill
            no commands
            """);
    }

    @Test
    void shouldTellATerminalNothing_thatSomebodyElseWrote() {
        commands = """
            [{"at": "2026-01-31T08:00:00Z", "name": "PAUSE", "target": "bridge", "state": "open", "rule": "Failures",
              "value": "0.3", "labels": {"alertname": "Failures", "path": "a\\u001b[2Jb\\nc\\u202ed é"}}]
            """;
        position = "{\"stopped\": true, \"by\": \"a\\u001b]0;x\\u0007\", \"reason\": \"b\", \"since\": \"t\"}";

        assertThat(run()).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("path=\"a\uFFFD[2Jb\uFFFDc\uFFFDd é\"", "stopped by a\uFFFD]0;x\uFFFD at t: b")
                .doesNotContain("\u001b", "\u0007", "\u202e");
    }

    @Test
    void shouldTurnTheSwitch() {
        position = "{\"stopped\": true, \"by\": \"ada\", \"reason\": \"a drill\", \"since\": \"2026-01-31T08:00:00Z\"}";

        assertThat(run("stop", "--reason", "a drill", "--by", "ada")).isZero();
        assertThat(run("resume", "--by", "ada")).isZero();

        assertThat(requests)
                .containsExactly(
                        "POST /api/v1/commands/kill-switch"
                                + " {\"stopped\":true,\"by\":\"ada\",\"reason\":\"a drill\"}",
                        "POST /api/v1/commands/kill-switch {\"stopped\":false,\"by\":\"ada\",\"reason\":\"\"}");
        assertThat(out).asString().contains("commands are stopped since 2026-01-31T08:00:00Z", "commands go on since");
    }

    @Test
    void shouldWantAReason_whenTheyAreToBeStopped() {
        assertThat(run("stop")).isEqualTo(2);
        assertThat(requests).isEmpty();
    }

    private int run(String... arguments) {
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--url", "http://127.0.0.1:" + server.getAddress().getPort()));
        return Commands.commands(new Output(stream, stream))
                .setErr(Output.writer(stream))
                .execute(all.toArray(String[]::new));
    }
}
