package io.tocsin.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands that speak to a running instance, against a server that answers as one. */
final class CommandsTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final List<String> requests = new ArrayList<>();

    @TempDir
    private Path directory;

    private HttpServer server;
    private int status = 200;
    private String answer = "{}";

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
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
    void shouldSendTheFile_whenRulesAreApplied() throws Exception {
        Path file = Files.writeString(directory.resolve("r.yml"), "groups: []\n");
        answer = """
            {"applied": [{"group": "a", "version": 3, "changed": true}, {"group": "b", "version": 1, "changed": false}]}
            """;

        int code = run("rules", "apply", file.toString(), "--at", "1769846400", "--namespace", "n");

        assertThat(code).isZero();
        assertThat(requests)
                .singleElement()
                .satisfies(request -> assertThat(request)
                        .startsWith("POST /api/v1/rules/groups ")
                        .contains("\"file\":\"groups: []\\n\"", "\"namespace\":\"n\"")
                        .contains("\"source\":\"rules apply " + file + "\"")
                        .contains("\"effectiveFrom\":\"2026-01-31T08:00:00Z\""));
        assertThat(out).hasToString("a: applied as version 3\nb: is so already, version 1\n");
    }

    @Test
    void shouldTellTheServersReason_whenRulesAreRefused() throws Exception {
        Path file = Files.writeString(directory.resolve("r.yml"), "groups: []\n");
        status = 400;
        answer = "{\"status\": \"error\", \"errorType\": \"bad_data\", \"error\": \"r.yml:4:7: unknown function\"}";

        assertThat(failure("rules", "apply", file.toString())).isEqualTo("r.yml:4:7: unknown function");
    }

    @Test
    void shouldAskForNothing_whenOneFileIsMissing() throws Exception {
        Path file = Files.writeString(directory.resolve("r.yml"), "groups: []\n");

        assertThat(failure("rules", "apply", file.toString(), "absent.yml"))
                .isEqualTo("absent.yml: there is no such file");
        assertThat(requests).isEmpty();
    }

    @Test
    void shouldEncodeTheName_whenAGroupIsDeleted() {
        assertThat(run("rules", "delete", "a b/c")).isZero();
        assertThat(requests).containsExactly("DELETE /api/v1/rules/groups/a%20b%2Fc?namespace=default ");
        assertThat(out).hasToString("a b/c: deleted\n");
    }

    @Test
    void shouldShowWhereGroupsCameFrom_whenRulesAreListed() {
        answer = """
            {"status": "success", "data": {"groups": [{"name": "host", "namespace": "default", "interval": 5,
             "version": 2, "effectiveFrom": "2026-01-31T08:00:00Z", "source": "rules/estate.yml", "rules": [{}, {}]}]}}
            """;

        assertThat(run("rules", "list")).isZero();
        assertThat(out).hasToString("""
            NAMESPACE   GROUP   RULES   INTERVAL   VERSION   EFFECTIVE FROM         SOURCE
            default     host    2       5s         2         2026-01-31T08:00:00Z   rules/estate.yml
            """);
    }

    @Test
    void shouldShowEachAlert_whenThereAreAlerts() {
        answer = """
            {"status": "success", "data": {"alerts": [{"state": "firing", "activeAt": "2026-01-31T08:00:00Z",
             "value": "8.312345e+01", "labels": {"alertname": "HighCPUUsage", "instance": "a", "severity": "warning"}}]}}
            """;

        assertThat(run("alerts")).isZero();
        assertThat(out).hasToString("""
            STATE    SINCE                  ALERT          VALUE    LABELS
            firing   2026-01-31T08:00:00Z   HighCPUUsage   83.123   instance="a", severity="warning"
            """);
    }

    @Test
    void shouldSaySo_whenThereAreNoAlerts() {
        answer = "{\"status\": \"success\", \"data\": {\"alerts\": []}}";

        assertThat(run("alerts")).isZero();
        assertThat(out).hasToString("no alerts\n");
    }

    @Test
    void shouldSayWhatToDo_whenNothingAnswers() {
        stop();

        assertThat(failure("alerts"))
                .isEqualTo("nothing answers at " + url() + "; start it with `tocsin up`, or say where with --url");
    }

    @Test
    void shouldNameTheStatus_whenTheAnswerIsNotOurs() {
        status = 502;
        answer = "<html>";

        assertThat(failure("alerts")).isEqualTo(url() + "/api/v1/alerts answered with HTTP status 502");
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private int run(String... arguments) {
        return line().execute(withUrl(arguments));
    }

    private String failure(String... arguments) {
        List<String> messages = new ArrayList<>();
        line().setExecutionExceptionHandler((exception, _, _) -> {
                    assertThat(exception).isInstanceOf(Failure.class);
                    messages.add(exception.getMessage());
                    return 1;
                })
                .execute(withUrl(arguments));
        assertThat(messages).hasSize(1);
        return messages.getFirst();
    }

    private CommandLine line() {
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        Output output = new Output(stream, stream);
        return new CommandLine(CommandLine.Model.CommandSpec.create())
                .addSubcommand("rules", Commands.rules(output))
                .addSubcommand("alerts", Commands.alerts(output));
    }

    private String[] withUrl(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--url", url()));
        return all.toArray(String[]::new);
    }
}
