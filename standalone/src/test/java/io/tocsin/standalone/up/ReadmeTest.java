package io.tocsin.standalone.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.standalone.cli.FreePorts;
import io.tocsin.standalone.cli.PortPlan;
import io.tocsin.standalone.people.People;
import io.tocsin.standalone.quality.Reactor;
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
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the README shows of ways in and out works as it stands there, but for addresses: the ports are others, and those who
 * are told are stand-ins. That Prometheus sends as shown is in {@link DebianPeersTest}.
 */
final class ReadmeTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Pattern BLOCK = Pattern.compile("```(\\w+)\\n(.*?)```", Pattern.DOTALL);
    private static final int LONGEST = 6;

    private final PortPlan ports = FreePorts.plan();
    private final Set<String> told = new ConcurrentSkipListSet<>();

    @TempDir
    private Path directory;

    private record Block(String language, String text) {}

    private static List<Block> blocks() throws IOException {
        String readme = Files.readString(Reactor.ROOT.resolve("README.md"));
        String section = readme.substring(readme.indexOf("## Connect what you have"), readme.indexOf("## Make it"));
        return BLOCK.matcher(section)
                .results()
                .map((MatchResult found) -> new Block(found.group(1), found.group(2)))
                .toList();
    }

    private static List<String> texts(String language, String with) throws IOException {
        return blocks().stream()
                .filter(block ->
                        block.language().equals(language) && block.text().contains(with))
                .map(Block::text)
                .toList();
    }

    @Test
    void shouldShowEachWayInAtMostSixLines() throws IOException {
        assertThat(blocks()).hasSizeGreaterThanOrEqualTo(9);
        assertThat(blocks())
                .allSatisfy(block -> assertThat(block.text().lines().count())
                        .as(block.text())
                        .isLessThanOrEqualTo(LONGEST));
    }

    @Test
    void shouldTakeAndTell_asShown() throws Exception {
        try (People people = new People((channel, text) -> told.add(channel));
                UpProcess up = UpProcess.start(directory, ports, directory.resolve("data"), config(people))) {
            await().atMost(SOON).until(() -> up.printed().contains("Tocsin is up.") || !up.isAlive());
            assertThat(up.isAlive()).as(up.printed()).isTrue();
            List<String> commands = texts("sh", "curl");
            assertThat(commands).hasSize(2);
            for (String command : commands) {
                run(command.replace(":9080", ":" + ports.collector()));
            }

            await("a sample by OTLP").atMost(SOON).until(() -> has("queue_length{job=\"shop\"} == 7"));
            await("an event").atMost(SOON).until(() -> has("sum(sum_over_time(migrations_failed_count[5m])) == 1"));
            await("a target").atMost(SOON).until(() -> has("up{job=\"node\"} == 1"));
            await("everybody is told")
                    .atMost(SOON)
                    .untilAsserted(() -> assertThat(told)
                            .as(up.printed())
                            .containsExactlyInAnyOrder("PagerDuty", "SMS", "Slack", "e-mail", "webhook"));
            up.terminate();
            assertThat(up.awaitEnd(Duration.ofSeconds(20))).isZero();
        }
    }

    /** The target that is scraped is the collector itself: what matters is that the settings are understood. */
    private Path config(People people) throws IOException {
        Files.writeString(directory.resolve("slack-url"), people.url("/slack"));
        Files.writeString(directory.resolve("pagerduty-key"), "key");
        Files.writeString(directory.resolve("twilio-token"), "token");
        Files.writeString(directory.resolve("rules.yml"), """
            groups:
              - name: readme
                interval: 1s
                rules: [{alert: Always, expr: vector(1)}]
            """);
        String scrape = texts("yaml", "# config/tocsin.yml").getFirst();
        String receivers = String.join("", texts("yaml", "- name:"))
                .lines()
                .filter(line -> !scrape.contains(line))
                .map(line -> "    " + line + "\n")
                .collect(Collectors.joining())
                .replace("\"smtp.example.org:587\"", "\"" + people.smarthost() + "\"")
                // A password goes nowhere without TLS, which the stand-in does not speak.
                .replaceAll("auth_username: tocsin, auth_password_file: smtp-password", "require_tls: false")
                .replace("http://127.0.0.1:8080/alerts", people.url("/webhook"));
        return Files.writeString(
                directory.resolve("tocsin.yml"),
                "rule_files: [rules.yml]\n"
                        + scrape.replace("9100", Integer.toString(ports.collector()))
                                .replace("scrape_configs:\n", "global: {scrape_interval: 1s}\n    scrape_configs:\n")
                        + "notifier:\n  global:\n"
                        + "    pagerduty_url: " + people.url("/pagerduty") + "\n"
                        + "    sms_api_url: " + people.url("") + "\n"
                        + "  route:\n    receiver: slack\n    routes:\n"
                        + List.of("slack", "pagerduty", "e-mail", "sms", "webhook").stream()
                                .map(name -> "      - {receiver: " + name + ", continue: true}\n")
                                .collect(Collectors.joining())
                        + "  receivers:\n" + receivers);
    }

    private static void run(String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sh", "-c", command)
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(command + printed).isZero();
    }

    private boolean has(String query) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + ports.processor() + "/api/v1/query?query="
                + URLEncoder.encode(query, StandardCharsets.UTF_8));
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                    .body()
                    .contains("\"value\"");
        }
    }
}
