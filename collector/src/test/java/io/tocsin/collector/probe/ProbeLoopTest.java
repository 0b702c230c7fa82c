package io.tocsin.collector.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tocsin.collector.fetch.ClosedPort;
import io.tocsin.collector.fetch.Fetcher;
import io.tocsin.collector.fetch.RawServer;
import io.tocsin.collector.intake.Intake;
import io.tocsin.collector.intake.Intakes;
import io.tocsin.collector.publish.Frames;
import io.tocsin.collector.publish.RecordingPublisher;
import io.tocsin.collector.scrape.Certificates;
import io.tocsin.collector.scrape.TargetHealth;
import io.tocsin.collector.turns.Grid;
import io.tocsin.schemas.config.Problems;
import io.tocsin.schemas.config.YamlNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From a probe to its series. */
final class ProbeLoopTest {

    @TempDir
    private Path directory;

    private final RecordingPublisher log = new RecordingPublisher();

    private ProbeSetup setup(String url, String settings) {
        Problems problems = new Problems();
        String yaml = "[{name: api, role: api, url: '" + url + "', interval: 1m, timeout: 30s" + settings + "}]";
        YamlNode node = YamlNode.parse(directory.resolve("t.yml").toString(), "probes: " + yaml, problems);
        ProbeSetup setup = ProbeSetup.read(node.get("probes"), problems);
        problems.throwIfAny();
        return setup;
    }

    /** @return the samples of one probe, by name and phase */
    private Map<String, Double> probe(String url, String settings) throws InterruptedException {
        try (Fetcher fetcher = new Fetcher()) {
            ProbeLoop loop = new ProbeLoop(setup(url, settings).probes().getFirst(), fetcher, Intakes.over(log));
            log.records.clear();
            loop.take(Intakes.NOW);
            lastError = loop.health().lastError();
            TargetHealth.State state = loop.health().state();
            assertThat(state == TargetHealth.State.UP).isEqualTo(lastError.isEmpty());
            return samples();
        }
    }

    private String lastError = "";

    private Map<String, Double> samples() {
        Map<String, Double> samples = new TreeMap<>();
        for (Frames.Read read : Frames.samples(log)) {
            String phase = read.labels().get("phase");
            samples.put(read.labels().metricName() + (phase.isEmpty() ? "" : "." + phase), read.value());
        }
        return samples;
    }

    private static RawServer answering(int status, String body) throws IOException {
        return RawServer.sending("HTTP/1.1 " + status + " X\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
    }

    @Test
    void shouldShowAllOfIt_withLabels_atTheTimeOfTheGrid() throws Exception {
        try (RawServer server = answering(200, "fine")) {
            Map<String, Double> samples = probe(server.url("/"), ", labels: {zone: z}");

            assertThat(samples)
                    .containsEntry("probe_success", 1.0)
                    .containsEntry("probe_http_status_code", 200.0)
                    .containsEntry("probe_http_content_length", 4.0)
                    .containsEntry("probe_http_ssl", 0.0)
                    .containsEntry("probe_http_redirects", 0.0)
                    .containsEntry("probe_failed_due_to_regex", 0.0)
                    .doesNotContainKey("probe_ssl_earliest_cert_expiry")
                    .hasSize(12);
            assertThat(phases(samples))
                    .isPositive()
                    .isLessThanOrEqualTo(samples.getOrDefault("probe_duration_seconds", 0.0));
            assertThat(Frames.samples(log)).allSatisfy(read -> {
                assertThat(read.key()).isEqualTo("api/" + server.url("/"));
                assertThat(read.timestampMillis()).isEqualTo(Intakes.NOW);
                assertThat(read.labels().get("job")).isEqualTo("api");
                assertThat(read.labels().get("instance")).isEqualTo(server.url("/"));
                assertThat(read.labels().get("role")).isEqualTo("api");
                assertThat(read.labels().get("zone")).isEqualTo("z");
            });
            assertThat(log.records).as("one frame").hasSize(1);
        }
    }

    private static double phases(Map<String, Double> samples) {
        return samples.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("probe_http_duration_seconds"))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    @Test
    void shouldShowTheSameSeries_whenNobodyAnswers() throws Exception {
        Map<String, Double> samples;
        try (ClosedPort closed = new ClosedPort()) {
            samples = probe(closed.url("/"), "");
        }

        assertThat(samples)
                .containsEntry("probe_success", 0.0)
                .containsEntry("probe_http_status_code", 0.0)
                .containsEntry("probe_http_content_length", 0.0)
                .containsEntry("probe_failed_due_to_regex", 0.0)
                .containsEntry("probe_http_duration_seconds.transfer", 0.0)
                .hasSize(12);
        assertThat(lastError).startsWith("connect: no connection");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200|''|1|0",
                "299|''|1|0",
                "300|''|0|0",
                "404|''|0|0",
                "404|, valid_status_codes: [404]|1|0",
                "200|, valid_status_codes: [404]|0|0",
                "200|, fail_if_body_matches_regexp: [goo+d]|0|1",
                "200|, fail_if_body_matches_regexp: [bad, ^good]|1|0",
                "200|, fail_if_body_not_matches_regexp: [goo+d]|1|0",
                "200|, fail_if_body_not_matches_regexp: [good, bad]|0|1",
                "500|, fail_if_body_not_matches_regexp: [bad]|0|1",
                "200|, fail_if_body_not_matches_regexp: [is good], body_size_limit: 11B|1|0",
                "200|, fail_if_body_not_matches_regexp: [is good], body_size_limit: 10B|0|1",
                "200|, fail_if_not_ssl: true|0|0",
                "200|, fail_if_ssl: true|1|0",
            })
    void shouldJudgeTheAnswer(int status, String settings, double success, double regex) throws Exception {
        try (RawServer server = answering(status, "all is good here")) {
            assertThat(probe(server.url("/"), settings))
                    .containsEntry("probe_success", success)
                    .containsEntry("probe_failed_due_to_regex", regex)
                    .containsEntry("probe_http_status_code", (double) status);
            assertThat(lastError.isEmpty()).isEqualTo(success == 1);
        }
    }

    @Test
    void shouldSayUntilWhenTheCertificateIsGood_alsoIfItIsNotTrusted() throws Exception {
        Certificates certificates = Certificates.make(directory, "server");
        try (RawServer server = new RawServer(
                certificates.server(certificates),
                (request, out, self) -> out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.UTF_8)))) {
            Map<String, Double> trusted =
                    probe(server.url("/"), ", tls_config: {ca_file: server.crt}, fail_if_not_ssl: true");
            assertThat(trusted).containsEntry("probe_success", 1.0).containsEntry("probe_http_ssl", 1.0);
            double expiry = trusted.getOrDefault("probe_ssl_earliest_cert_expiry", 0.0);
            assertThat(expiry).isGreaterThan(1.7e9);

            assertThat(probe(server.url("/"), ", tls_config: {ca_file: server.crt}, fail_if_ssl: true"))
                    .containsEntry("probe_success", 0.0);

            assertThat(probe(server.url("/"), ""))
                    .containsEntry("probe_success", 0.0)
                    .containsEntry("probe_http_ssl", 0.0)
                    .containsEntry("probe_ssl_earliest_cert_expiry", expiry);
        }
    }

    @Test
    void shouldEndTheExpiry_whenNoCertificateIsShownAnyLonger() throws Exception {
        Certificates certificates = Certificates.make(directory, "server");
        RawServer server = new RawServer(certificates.server(certificates), (request, out, self) -> {});
        try (Fetcher fetcher = new Fetcher()) {
            ProbeLoop loop = new ProbeLoop(setup(server.url("/"), "").probes().getFirst(), fetcher, Intakes.over(log));
            loop.take(Intakes.NOW);
            assertThat(samples()).containsKey("probe_ssl_earliest_cert_expiry");
            server.close();
            log.records.clear();
            loop.take(Intakes.NOW + 1);
            assertThat(Double.doubleToRawLongBits(samples().getOrDefault("probe_ssl_earliest_cert_expiry", 0.0)))
                    .isEqualTo(0x7ff0000000000002L);
            log.records.clear();
            loop.take(Intakes.NOW + 2);
            assertThat(samples()).doesNotContainKey("probe_ssl_earliest_cert_expiry");
        }
    }

    @Test
    void shouldProbeOnTheGrid_andDelayNobodyWhileOneHangs() throws Exception {
        try (RawServer good = answering(200, "");
                RawServer hangs = new RawServer((request, out, self) -> self.hang())) {
            ProbeSetup setup = two(good.url("/p?key=hush"), hangs.url("/"));
            long grid = setup.probes().getFirst().grid().offsetMillis();
            InstantSource clock = justBefore(setup.probes().getLast().grid());
            Intake intake = new Intake(Intakes.LIMITS, Frames.CODEC::encode, log, clock, new SimpleMeterRegistry());
            try (Prober prober = Prober.start(setup, intake, clock)) {
                await().until(() -> !hangs.requests.isEmpty());
                int before = log.records.size();
                await().until(() -> log.records.size() >= before + 10);
                // But for those that began late, on a busy machine.
                await().until(() -> log.records.stream().anyMatch(at -> (at.timestampMillis() - grid) % 100 == 0));

                assertThat(prober.targets().getFirst().url()).hasToString(good.url("/p"));
                assertThat(prober.targets())
                        .extracting(target -> target.health().state())
                        .containsExactly(TargetHealth.State.UP, TargetHealth.State.UNKNOWN);
            }
            assertThat(log.records)
                    .extracting(RecordingPublisher.Published::timestampMillis)
                    .isSorted()
                    .doesNotHaveDuplicates();
        }
    }

    private static ProbeSetup two(String good, String hangs) {
        Problems problems = new Problems();
        YamlNode node = YamlNode.parse("t.yml", """
            probes:
              - {name: good, url: '%s', interval: 100ms}
              - {name: hangs, url: '%s', interval: 1h, timeout: 1h}
            """.formatted(good, hangs), problems);
        ProbeSetup setup = ProbeSetup.read(node.get("probes"), problems);
        problems.throwIfAny();
        return setup;
    }

    /** A clock that goes on, from half a second before an instant of the grid. */
    private static InstantSource justBefore(Grid grid) {
        InstantSource system = InstantSource.system();
        long ahead = grid.next(system.millis()) - 500 - system.millis();
        return () -> system.instant().plusMillis(ahead);
    }
}
