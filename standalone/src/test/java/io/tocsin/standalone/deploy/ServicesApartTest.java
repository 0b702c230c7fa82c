package io.tocsin.standalone.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import io.tocsin.standalone.kafka.EmbeddedKafka;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xerial.snappy.Snappy;

/** Five processes, as docker-compose.yml starts them, on one Kafka with the settings it has there. */
final class ServicesApartTest {
    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration TOLD = Duration.ofMinutes(1);
    private static final Duration END = Duration.ofSeconds(10);
    private static final String RULES = """
        groups:
          - name: trial
            interval: 1s
            rules:
              - {alert: First, expr: first > 0}
              - {alert: Second, expr: second > 0}
        """;

    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = new JsonMapper();

    @TempDir
    private Path directory;

    @Test
    void shouldTellOfEachAlertOnce_whenAStreamProcessorIsKilledBetweenThem() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory.resolve("kafka"), DeployedBroker.settings());
                RegistryStandIn registry = new RegistryStandIn();
                Containers containers = new Containers(
                        directory, Map.of("kafka:9092", kafka.bootstrapServers(), "registry:8080", registry.place()))) {
            containers.mount();
            containers.write("stream-processor-1", "/etc/tocsin/rules/trial.yml", RULES);
            start(containers);

            write(containers, "first");
            awaitTold(containers, "First");
            containers.get("stream-processor-1").kill();
            write(containers, "second");
            awaitTold(containers, "Second");

            restartedFindsNothingToApply(containers);
            await("scraped").atMost(TOLD).until(() -> value(containers, "count(up{job='tocsin'} == 1)"), "4"::equals);
            assertThat(times(containers, "First")).isOne();
            assertThat(times(containers, "Second")).isOne();
            assertThat(registry.subjects()).contains("tocsin.metrics-value", "tocsin.alerts-value");
            endInOrder(containers);
        }
    }

    private static void start(Containers containers) throws IOException {
        for (String name : containers.names()) {
            containers.start(name);
        }
        for (String name : containers.names()) {
            awaitHealthy(containers, name);
        }
    }

    private static void awaitHealthy(Containers containers, String name) {
        Container container = containers.get(name);
        await(name)
                .atMost(START)
                .failFast(() -> assertThat(container.isAlive())
                        .describedAs(container.text())
                        .isTrue())
                .until(container::isHealthy);
    }

    /** The rules are in the log, and the log's are the same rules. */
    private static void restartedFindsNothingToApply(Containers containers) throws IOException {
        containers.start("stream-processor-1");
        awaitHealthy(containers, "stream-processor-1");
        await().atMost(START)
                .untilAsserted(
                        () -> assertThat(containers.get("stream-processor-1").text())
                                .containsPattern("\\b0 of [0-9]+ rule files had changed"));
    }

    private static void endInOrder(Containers containers) throws InterruptedException {
        containers.names().forEach(name -> containers.get(name).terminate());
        for (String name : containers.names()) {
            assertThat(containers.get(name).awaitEnd(END)).describedAs(name).isZero();
        }
    }

    private void awaitTold(Containers containers, String alert) {
        await(alert)
                .atMost(TOLD)
                .pollInterval(Duration.ofMillis(250))
                .untilAsserted(() -> assertThat(times(containers, alert))
                        .describedAs(containers.printed())
                        .isPositive());
    }

    /** In how many messages the sink was told that an alert fires. */
    private long times(Containers containers, String alert) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(containers.url("sink") + "/messages"))
                .build();
        JsonNode messages =
                json.readTree(http.send(request, BodyHandlers.ofString()).body());
        return messages.valueStream()
                .flatMap(message -> message.path("alerts").valueStream())
                .filter(each -> each.path("status").asText().equals("firing"))
                .filter(each -> each.path("labels").path("alertname").asText().equals(alert))
                .count();
    }

    /** Of a query with one sample as its result; empty if it has none. Asked of the instance that was not killed. */
    private String value(Containers containers, String query) throws Exception {
        String url = containers.url("stream-processor-2") + "/api/v1/query?query="
                + URLEncoder.encode(query, StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
        return json.readTree(http.send(request, BodyHandlers.ofString()).body())
                .at("/data/result/0/value/1")
                .asText();
    }

    /** Sends one sample of value 1, as Prometheus does. */
    private void write(Containers containers, String metric) throws Exception {
        byte[] sample = message(out -> {
            out.writeDouble(1, 1);
            out.writeInt64(2, InstantSource.system().millis());
        });
        byte[] series = message(out -> {
            out.writeByteArray(1, label("__name__", metric));
            out.writeByteArray(1, label("job", metric));
            out.writeByteArray(1, label("instance", "trial"));
            out.writeByteArray(2, sample);
        });
        byte[] body = message(out -> out.writeBytes(1, ByteString.copyFrom(series)));
        HttpRequest request = HttpRequest.newBuilder(URI.create(containers.url("collector") + "/api/v1/write"))
                .header("Content-Type", "application/x-protobuf")
                .header("Content-Encoding", "snappy")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Snappy.compress(body)))
                .build();

        assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(204);
    }

    private interface Writing {
        void to(CodedOutputStream out) throws IOException;
    }

    private static byte[] message(Writing writing) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        writing.to(out);
        out.flush();
        return bytes.toByteArray();
    }

    private static byte[] label(String name, String value) throws IOException {
        return message(out -> {
            out.writeString(1, name);
            out.writeString(2, value);
        });
    }
}
