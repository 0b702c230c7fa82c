package io.tocsin.collector.scrape.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.collector.turns.Timing;
import io.tocsin.schemas.config.Problem;
import io.tocsin.schemas.config.Problems;
import io.tocsin.schemas.config.YamlNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PrometheusFileTest {

    @TempDir
    private Path directory;

    private final Problems problems = new Problems();

    private ScrapeSettings read(String yaml) {
        return PrometheusFile.read(YamlNode.parse("prometheus.yml", yaml, problems), directory, problems);
    }

    private List<String> problems() {
        return problems.list().stream().map(Problem::toString).toList();
    }

    @Test
    void shouldTakeAUsualFileAsItIs_andNameWhatItDoesNotSupport() {
        ScrapeSettings settings = read("""
            global:
              scrape_interval: 15s
              evaluation_interval: 15s
              external_labels: {site: here}
            alerting:
              alertmanagers: [{static_configs: [{targets: ["am:9093"]}]}]
            rule_files: [first.yml]
            remote_write: [{url: "http://elsewhere/write"}]
            scrape_configs:
              - job_name: node
                static_configs:
                  - targets: ["a:9100", "b:9100"]
                    labels: {env: prod}
              - job_name: pods
                scrape_interval: 5s
                kubernetes_sd_configs: [{role: pod}]
                tls_config: {server_name: x}
                oauth2: {client_id: x}
            """);

        assertThat(problems()).isEmpty();
        assertThat(settings.unsupported().stream().map(Problem::toString))
                .satisfiesExactlyInAnyOrder(
                        one -> assertThat(one)
                                .startsWith("prometheus.yml:3:24: global.evaluation_interval: is not read here"),
                        one -> assertThat(one)
                                .startsWith("prometheus.yml:4:20: global.external_labels: is not read here"),
                        one -> assertThat(one)
                                .startsWith("prometheus.yml:6:3: alerting: is not read here: alerts go to"),
                        one -> assertThat(one)
                                .startsWith("prometheus.yml:7:13: rule_files: is not read here: name rule files"),
                        one -> assertThat(one).startsWith("prometheus.yml:8:15: remote_write: is not read here"),
                        one -> assertThat(one)
                                .startsWith("prometheus.yml:16:28: scrape_configs[1].kubernetes_sd_configs: is"),
                        one -> assertThat(one)
                                .startsWith("prometheus.yml:17:31: scrape_configs[1].tls_config.server_name: is"),
                        one -> assertThat(one)
                                .startsWith("prometheus.yml:18:13: scrape_configs[1].oauth2: is not supported"));
        ScrapeConfig node = settings.jobs().getFirst();
        assertThat(node.timing()).isEqualTo(new Timing(Duration.ofSeconds(15), Duration.ofSeconds(10)));
        assertThat(node.targets().getFirst().targets()).containsExactly("a:9100", "b:9100");
        assertThat(settings.jobs().get(1).timing().timeout())
                .as("not longer than the interval")
                .isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void shouldNameEveryMistake_atItsPlace() {
        read("""
            global: {scrape_interval: 10s, scrape_timeout: 11s}
            scrape_configs:
              - job_name: a
                scheme: gopher
                static_configs: [{targets: ["http://h:1"]}]
              - job_name: a
                scrape_timeout: 1m
                body_size_limit: much
              - metrics_pth: /m
              - job_name: b
                basic_auth: {username: u, password: p, password_file: f}
                bearer_token: t
                file_sd_configs: [{files: ["x*/y.txt"]}]
                scrape_protocols: [Smoke]
                sample_limit: -1
                tls_config: {cert_file: c}
            """);

        assertThat(problems())
                .satisfiesExactly(
                        one -> assertThat(one)
                                .startsWith("prometheus.yml:1:48: global.scrape_timeout: must not be longer"),
                        one -> assertThat(one)
                                .startsWith("prometheus.yml:4:13: scrape_configs[0].scheme: must be http or"),
                        one -> assertThat(one)
                                .startsWith(
                                        "prometheus.yml:5:33: scrape_configs[0].static_configs[0].targets[0]: must be"),
                        one -> assertThat(one)
                                .startsWith("prometheus.yml:6:15: scrape_configs[1].job_name: there is a job"),
                        one -> assertThat(one)
                                .startsWith("prometheus.yml:7:21: scrape_configs[1].scrape_timeout: must not"),
                        one -> assertThat(one)
                                .startsWith("prometheus.yml:8:22: scrape_configs[1].body_size_limit: must be a"),
                        one -> assertThat(one)
                                .startsWith("prometheus.yml:9:5: scrape_configs[2].metrics_pth: unknown key; did"),
                        one -> assertThat(one)
                                .startsWith("prometheus.yml:9:5: scrape_configs[2].job_name: is required"),
                        one -> assertThat(one)
                                .startsWith("prometheus.yml:10:5: scrape_configs[3]: at most one of basic_auth"),
                        one -> assertThat(one)
                                .contains("scrape_configs[3].basic_auth.password_file: may not stand beside"),
                        one -> assertThat(one)
                                .contains("scrape_configs[3].file_sd_configs[0].files[0]: must end in .json"),
                        one -> assertThat(one)
                                .contains("scrape_configs[3].scrape_protocols[0]: must be one of OpenMetrics"),
                        one -> assertThat(one).contains("scrape_configs[3].sample_limit: must not be negative"),
                        one -> assertThat(one)
                                .contains("scrape_configs[3].tls_config: cert_file and key_file go together"));
    }

    @Test
    void shouldReadJobsOfOtherFiles() throws IOException {
        Files.writeString(directory.resolve("x1.yml"), "scrape_configs: [{job_name: one}]");
        Files.writeString(directory.resolve("x2.yml"), "scrape_configs: [{job_name: two}]");

        ScrapeSettings settings = read("scrape_config_files: [\"x*.yml\"]");

        assertThat(settings.jobs()).map(ScrapeConfig::job).containsExactly("one", "two");
    }

    @Test
    void shouldReadSizes() {
        ScrapeSettings settings = read("""
            global: {body_size_limit: 1.5KB}
            scrape_configs:
              - {job_name: a}
              - {job_name: b, body_size_limit: 2MiB}
              - {job_name: c, body_size_limit: 0}
            """);

        assertThat(settings.jobs().stream().map(job -> job.limits().bodyBytes()))
                .containsExactly(1536L, 2L << 20, ScrapeLimits.MOST_BYTES);
    }

    @Test
    void shouldNotShowASecret() {
        ScrapeSettings settings = read("""
            scrape_configs:
              - {job_name: a, basic_auth: {username: u, password: hush}}
              - {job_name: b, authorization: {credentials: hush}}
            """);

        assertThat(settings).asString().doesNotContain("hush").contains("***");
    }
}
