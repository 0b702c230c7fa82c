package io.tocsin.standalone.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tocsin.standalone.cli.FreePorts;
import io.tocsin.standalone.cli.PortPlan;
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
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The rules of the estate over what Debian's exporters show of a real host, PostgreSQL, Redis and nginx, scraped as
 * config/exporters.yml says.
 */
final class EstatePeersTest {

    private static final Duration SOON = Duration.ofSeconds(90);
    private static final JsonMapper JSON = new JsonMapper();

    private final PortPlan ports = FreePorts.plan();
    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    private Path directory;

    private PeerPrograms peers;
    private TemporaryPostgresql postgresql;

    @BeforeEach
    void startPeers() throws Exception {
        PeerPrograms.require(
                "prometheus-node-exporter",
                "prometheus-postgres-exporter",
                "prometheus-redis-exporter",
                "prometheus-nginx-exporter",
                "redis-server",
                "nginx");
        PeerPrograms.require(TemporaryPostgresql.installed().isPresent(), "Debian's PostgreSQL");
        peers = new PeerPrograms(directory);
        postgresql = new TemporaryPostgresql(peers, directory, port(10));
        postgresql.start();
        postgresql.createDatabase("social_selling");
        peers.start("prometheus-node-exporter", "--web.listen-address=" + address(9100));
        peers.start(
                Map.of("DATA_SOURCE_NAME", postgresql.url()),
                "prometheus-postgres-exporter",
                "--web.listen-address=" + address(9187));
        startRedis();
        startNginx();
    }

    @AfterEach
    void endPeers() throws Exception {
        client.close();
        if (peers != null) {
            peers.end();
        }
        if (postgresql != null) {
            postgresql.stopIfItRuns();
        }
    }

    @Test
    void shouldFireWhileTheDatabaseIsDown_andEvaluateEveryRuleOverRealSeries() throws Exception {
        try (UpProcess up = UpProcess.start(directory, ports, directory.resolve("data"), config())) {
            await("all that the rules of a host and of a database read")
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .atMost(SOON)
                    .untilAsserted(() -> {
                        assertThat(up.isAlive()).describedAs(up.printed()).isTrue();
                        assertThat(count("up == 1")).isEqualTo(4);
                        assertThat(count("pg_up == 1 or redis_up == 1 or nginx_up == 1"))
                                .isEqualTo(3);
                        assertThat(count("node_cpu_seconds_total{mode=\"idle\"}"))
                                .isPositive();
                        assertThat(count("node_memory_MemTotal_bytes - node_memory_MemAvailable_bytes"))
                                .isOne();
                        assertThat(count("pg_stat_database_numbackends{datname=\"social_selling\"}"))
                                .isOne();
                        assertThat(count("pg_stat_database_blks_hit + pg_stat_database_blks_read"))
                                .isPositive();
                        assertThat(count("rate(pg_stat_database_xact_rollback[5m]) /"
                                        + " rate(pg_stat_database_xact_commit[5m])"))
                                .isPositive();
                        assertThat(count("rate(pg_stat_database_deadlocks[5m])"))
                                .isPositive();
                        // It may have fired for an exporter that began before its server.
                        assertThat(firing("DatabaseDown")).isZero();
                    });

            postgresql.stop();
            await("DatabaseDown fires")
                    .atMost(SOON)
                    .untilAsserted(() -> assertThat(firing("DatabaseDown")).isOne());
            await("the exporter itself answers, but for a scrape that came too late")
                    .atMost(SOON)
                    .untilAsserted(() -> assertThat(firing("ServiceDown")).isZero());

            postgresql.start();
            await("DatabaseDown resolves")
                    .atMost(SOON)
                    .untilAsserted(() -> assertThat(firing("DatabaseDown")).isZero());
            assertThat(rulesNotOk()).isEmpty();
            up.terminate();
            assertThat(up.awaitEnd(Duration.ofSeconds(20))).isZero();
        }
    }

    private void startRedis() throws IOException {
        String port = Integer.toString(port(11));
        peers.start("redis-server", "--port", port, "--bind", "127.0.0.1", "--save", "", "--dir", directory.toString());
        peers.start(
                "prometheus-redis-exporter",
                "-redis.addr=redis://127.0.0.1:" + port,
                "-web.listen-address=" + address(9121));
    }

    private void startNginx() throws IOException {
        Path config = Files.writeString(directory.resolve("nginx.conf"), """
            daemon off;
            pid %1$s/nginx.pid;
            error_log stderr;
            events {}
            http {
              access_log off;
              client_body_temp_path %1$s/nginx-body;
              proxy_temp_path %1$s/nginx-proxy;
              fastcgi_temp_path %1$s/nginx-fastcgi;
              uwsgi_temp_path %1$s/nginx-uwsgi;
              scgi_temp_path %1$s/nginx-scgi;
              server {
                listen 127.0.0.1:%2$d;
                location = /stub_status { stub_status; }
              }
            }
            """.formatted(directory, port(12)));
        peers.start("/usr/sbin/nginx", "-e", "stderr", "-p", directory.toString(), "-c", config.toString());
        peers.start(
                "prometheus-nginx-exporter",
                "-nginx.scrape-uri=http://127.0.0.1:" + port(12) + "/stub_status",
                "-nginx.retries=10",
                "-nginx.retry-interval=500ms",
                "-web.listen-address=" + address(9113));
    }

    private int port(int index) {
        return ports.base() + index;
    }

    /** Where the exporter listens here that config/exporters.yml has at this port. */
    private String address(int port) {
        int index = switch (port) {
            case 9100 -> 13;
            case 9187 -> 14;
            case 9121 -> 15;
            case 9113 -> 16;
            default -> throw new IllegalArgumentException("no exporter at " + port);
        };
        return "127.0.0.1:" + port(index);
    }

    /** What ships, faster: scraped every two seconds (an exporter takes one to miss its server), alerts wait for two. */
    private Path config() throws IOException {
        String targets = Files.readString(Reactor.ROOT.resolve("config/exporters.yml"))
                .replace("scrape_interval: 15s", "scrape_interval: 2s")
                .replace("scrape_timeout: 10s", "scrape_timeout: 2s");
        for (int port : new int[] {9100, 9187, 9121, 9113}) {
            assertThat(targets).contains("\"127.0.0.1:" + port + "\"");
            targets = targets.replace("\"127.0.0.1:" + port + "\"", "\"" + address(port) + "\"");
        }
        Files.writeString(directory.resolve("exporters.yml"), targets);
        String rules = Files.readString(Reactor.ROOT.resolve("rules/estate.yml"));
        assertThat(rules).contains("        for: 1m\n");
        Files.writeString(
                directory.resolve("estate.yml"), rules.replaceAll("(?m)^        for: \\w+$", "        for: 2s"));
        return Files.writeString(directory.resolve("tocsin.yml"), """
            rule_files: [estate.yml]
            evaluation_interval: 1s
            collector:
              host_metrics: {enabled: false}
              self_metrics: {enabled: false}
              scrape: {config_file: exporters.yml}
            """);
    }

    private long firing(String alert) throws IOException, InterruptedException {
        return StreamSupport.stream(get("/api/v1/alerts").path("alerts").spliterator(), false)
                .filter(found -> found.path("state").asText().equals("firing"))
                .filter(found -> found.path("labels").path("alertname").asText().equals(alert))
                .count();
    }

    private List<String> rulesNotOk() throws IOException, InterruptedException {
        return StreamSupport.stream(get("/api/v1/rules").path("groups").spliterator(), false)
                .flatMap(group -> StreamSupport.stream(group.path("rules").spliterator(), false))
                .filter(rule -> !rule.path("health").asText().equals("ok"))
                .map(JsonNode::toString)
                .toList();
    }

    /** @return 0 also while the server does not answer yet */
    private long count(String expression) throws IOException, InterruptedException {
        String query = URLEncoder.encode("count(" + expression + ")", StandardCharsets.UTF_8);
        JsonNode result = get("/api/v1/query?query=" + query).path("result");
        return result.isEmpty() ? 0 : result.get(0).path("value").get(1).asLong();
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + ports.processor() + path);
        String body = client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                .body();
        return JSON.readTree(body).path("data");
    }
}
