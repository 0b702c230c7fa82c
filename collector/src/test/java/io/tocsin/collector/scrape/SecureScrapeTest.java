package io.tocsin.collector.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.collector.intake.Intakes;
import io.tocsin.collector.publish.RecordingPublisher;
import io.tocsin.collector.scrape.ScrapeLoop.Assignment;
import io.tocsin.collector.scrape.config.PrometheusFile;
import io.tocsin.collector.scrape.config.ScrapeConfig;
import io.tocsin.collector.scrape.http.HttpClients;
import io.tocsin.collector.scrape.http.TargetClient;
import io.tocsin.collector.scrape.targets.Discovered;
import io.tocsin.collector.scrape.targets.TargetBuilder;
import io.tocsin.schemas.config.Problems;
import io.tocsin.schemas.config.YamlNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Targets that have to be trusted, and that want to know who asks. */
final class SecureScrapeTest {

    @TempDir
    private Path directory;

    private final HttpClients clients = new HttpClients();

    @AfterEach
    void stop() {
        clients.close();
    }

    private ScrapeLoop loop(Exporter exporter, String settings) {
        Problems problems = new Problems();
        String yaml = """
            scrape_configs:
              - job_name: shop
                scrape_timeout: 30s
                static_configs: [{targets: ["%s"]}]
            %s
            """.formatted(exporter.address(), settings.indent(4));
        ScrapeConfig config = PrometheusFile.read(YamlNode.parse("p.yml", yaml, problems), directory, problems)
                .jobs()
                .getFirst();
        problems.throwIfAny();
        Discovered.Kept kept = (Discovered.Kept)
                new TargetBuilder(config).of(config.targets().getFirst()).getFirst();
        TargetClient client = new TargetClient(
                clients, config.http(), config.protocols(), config.limits().bodyBytes());
        return new ScrapeLoop(
                new Assignment(config, kept.target(), client, ""), Intakes.over(new RecordingPublisher()));
    }

    private TargetHealth scrape(Exporter exporter, String settings) throws InterruptedException {
        ScrapeLoop loop = loop(exporter, settings);
        loop.take(Intakes.NOW);
        return loop.health();
    }

    @ParameterizedTest
    @CsvSource({
        "'', DOWN",
        "ca_file: server.crt, DOWN",
        "'ca_file: server.crt, cert_file: client.crt, key_file: client.key', UP",
        "'insecure_skip_verify: true, cert_file: client.crt, key_file: client.key', UP",
        "'ca_file: client.crt, cert_file: client.crt, key_file: client.key', DOWN",
        "'ca_file: server.crt, cert_file: server.crt, key_file: server.key', DOWN",
    })
    void shouldOnlyTrustWhoIsToBeTrusted_andShowWhoWeAre(String tls, TargetHealth.State state) throws Exception {
        Certificates server = Certificates.make(directory, "server");
        Certificates client = Certificates.make(directory, "client");
        try (Exporter exporter = new Exporter(server.server(client))) {
            exporter.body = "a 1\n";

            TargetHealth health = scrape(exporter, "scheme: https\ntls_config: {" + tls + "}");

            assertThat(health.state()).as(health.lastError()).isEqualTo(state);
        }
    }

    @Test
    void shouldSayWhichFileCannotBeUsed() throws Exception {
        Certificates server = Certificates.make(directory, "server");
        Files.writeString(
                directory.resolve("old.key"), "-----BEGIN EC PRIVATE KEY-----\nAA==\n-----END EC PRIVATE KEY-----");
        try (Exporter exporter = new Exporter(server.server(server))) {
            assertThat(scrape(exporter, "scheme: https\ntls_config: {ca_file: none.crt}")
                            .lastError())
                    .contains("none.crt");
            assertThat(scrape(exporter, "scheme: https\ntls_config: {cert_file: server.crt, key_file: old.key}")
                            .lastError())
                    .contains("old.key", "PKCS #8");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'basic_auth: {username: u, password: hush}', Basic",
        "'basic_auth: {username: u, password_file: secret}', Basic",
        "'authorization: {credentials: hush}', Bearer hush",
        "'authorization: {type: Token, credentials_file: secret}', Token hush",
        "'bearer_token_file: secret', Bearer hush",
        "'bearer_token: hush', Bearer hush",
        "'{}', ''",
    })
    void shouldSayWhoAsks(String settings, String header) throws Exception {
        Files.writeString(directory.resolve("secret"), "hush\n");
        try (Exporter exporter = new Exporter()) {
            assertThat(scrape(exporter, settings.equals("{}") ? "" : settings).state())
                    .isEqualTo(TargetHealth.State.UP);

            String expected = header.equals("Basic")
                    ? "Basic " + Base64.getEncoder().encodeToString("u:hush".getBytes(StandardCharsets.UTF_8))
                    : header;
            assertThat(exporter.requests.getFirst().header("Authorization")).isEqualTo(expected);
        }
    }

    @Test
    void shouldReadACredentialAgain_forEachScrape() throws Exception {
        Path secret = Files.writeString(directory.resolve("secret"), "one");
        try (Exporter exporter = new Exporter()) {
            ScrapeLoop loop = loop(exporter, "bearer_token_file: secret");
            loop.take(Intakes.NOW);
            Files.writeString(secret, "two");
            loop.take(Intakes.NOW + 1);

            assertThat(exporter.requests)
                    .extracting(request -> request.header("Authorization"))
                    .containsExactly("Bearer one", "Bearer two");
        }
    }

    @Test
    void shouldNotShowASecret_whateverGoesWrong() throws IOException, InterruptedException {
        Files.writeString(directory.resolve("secret"), "hush\nhush");
        try (Exporter exporter = new Exporter()) {
            assertThat(scrape(exporter, "bearer_token_file: secret").lastError())
                    .contains("no HTTP header may have")
                    .doesNotContain("hush");
            assertThat(scrape(exporter, "bearer_token_file: absent").lastError())
                    .contains("absent");
            assertThat(exporter.requests)
                    .as("nobody is asked in somebody else's name")
                    .isEmpty();
        }
    }
}
