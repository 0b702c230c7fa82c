package io.tocsin.standalone.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.standalone.Tocsin;
import io.tocsin.standalone.cli.FreePorts;
import io.tocsin.standalone.cli.Output;
import io.tocsin.standalone.cli.PortPlan;
import io.tocsin.standalone.quality.Reactor;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as its user meets it: a process, its output, its ports, its signals. */
final class UpTest {
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration END = Duration.ofSeconds(10);
    private static final Path CONFIG = Reactor.ROOT.resolve("config/tocsin.yml");

    private final PortPlan ports = FreePorts.plan();

    @TempDir
    private Path directory;

    @Test
    void shouldTellAndKeepItsDataAndEndWithZero_whenRulesFireAndItIsSignalled() throws Exception {
        try (WebhookReceiver receiver = new WebhookReceiver()) {
            Path config = config(receiver);
            try (UpProcess up = start(config)) {
                awaitUp(up);
                assertThat(up.printed())
                        .contains(
                                "127.0.0.1:" + ports.kafka(),
                                directory.resolve("data").toString())
                        .contains(" active, 1 rule file: rules.yml\n", "ops (1 webhook)");
                refuseSecondOnTheSameData();
                await().atMost(START).until(() -> receiver.received("Sees", "firing"));

                up.terminate();

                assertThat(up.awaitEnd(END)).isZero();
            }

            try (UpProcess again = start(config)) {
                awaitUp(again);
                assertThat(command("rules", "list")).contains("rule_files: rules.yml");
                assertThat(command("alerts")).contains("firing", "Sees");

                assertThat(command("rules", "delete", "eyes")).isEqualTo("eyes: deleted\n");

                await().atMost(START).until(() -> receiver.received("Sees", "resolved"));
                assertThat(receiver.times("Sees", "firing")).isOne();
                again.terminate();
                assertThat(again.awaitEnd(END)).isZero();
            }
        }
    }

    private Path config(WebhookReceiver receiver) throws Exception {
        Files.writeString(directory.resolve("rules.yml"), """
            groups:
              - name: eyes
                interval: 1s
                rules:
                  - alert: Sees
                    expr: node_memory_MemTotal_bytes > 0
            """);
        return Files.writeString(directory.resolve("tocsin.yml"), """
            rule_files: [rules.yml]
            collector:
              host_metrics:
                interval: 1s
            notifier:
              receivers:
                - name: ops
                  webhook_configs:
                    - url: %s
            """.formatted(receiver.url()));
    }

    private void refuseSecondOnTheSameData() throws Exception {
        try (UpProcess second = UpProcess.start(directory, FreePorts.plan(), directory.resolve("data"), CONFIG)) {
            assertThat(second.awaitEnd(START)).isOne();
            assertThat(second.printed())
                    .startsWith("tocsin: " + directory.resolve("data").toRealPath() + " is in use by process ");
        }
    }

    private String command(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--port-base", Integer.toString(ports.base())));
        assertThat(Tocsin.run(new Output(stream, stream), all.toArray(String[]::new)))
                .describedAs("%s", out)
                .isZero();
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void shouldNameThePortAndItsOwner_whenItIsTaken() throws Exception {
        try (ServerSocket _ = new ServerSocket(ports.processor(), 1, InetAddress.getLoopbackAddress());
                UpProcess up = start(CONFIG)) {
            assertThat(up.awaitEnd(START)).isOne();
            assertThat(up.printed())
                    .startsWith("tocsin: port " + ports.processor()
                            + " of 127.0.0.1 is taken, the stream-processor needs it\n")
                    .contains("--port-base");
        }
    }

    @Test
    void shouldTellEveryMistake_whenTheConfigurationHasTwo() throws Exception {
        Path config = Files.writeString(directory.resolve("tocsin.yml"), "kafka:\n  partitions: 0\n  x: 1\n");
        try (UpProcess up = UpProcess.start(directory, ports, directory.resolve("data"), config)) {
            assertThat(up.awaitEnd(START)).isOne();
            assertThat(up.printed()).contains(config + ":2:15: kafka.partitions: ", config + ":3:3: kafka.x: ");
            assertThat(directory.resolve("data")).doesNotExist();
        }
    }

    private UpProcess start(Path config) throws Exception {
        return UpProcess.start(directory, ports, directory.resolve("data"), config);
    }

    private static void awaitUp(UpProcess up) {
        await().atMost(START)
                .failFast("it ended", () -> !up.isAlive())
                .until(() -> up.printed().contains("is up"));
    }
}
