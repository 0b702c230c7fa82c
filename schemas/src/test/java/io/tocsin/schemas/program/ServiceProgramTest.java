package io.tocsin.schemas.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.schemas.config.KafkaConfig;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServiceProgramTest {

    private final ServiceProgram program =
            new ServiceProgram("DemoMain", "A demonstration.", Set.of(IllegalStateException.class));
    private final List<KafkaConfig> ran = new ArrayList<>();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;

    @TempDir
    private Path directory;

    @BeforeEach
    void capture() {
        PrintStream stream = new PrintStream(printed, true, StandardCharsets.UTF_8);
        System.setOut(stream);
        System.setErr(stream);
    }

    @AfterEach
    void release() {
        System.setOut(out);
        System.setErr(err);
    }

    @Test
    void shouldRunWithItsFile_whenThereIsOne() throws Exception {
        assertThat(run(Map.of(), file("kafka: {bootstrap_servers: 'there:9092', partitions: 7}")))
                .isEqualTo(ServiceProgram.DONE);

        assertThat(ran).singleElement().satisfies(kafka -> {
            assertThat(kafka.bootstrapServers()).isEqualTo("there:9092");
            assertThat(kafka.partitions()).isEqualTo(7);
        });
    }

    @Test
    void shouldFindKafka_whereTheEnvironmentSays() throws Exception {
        String file = file("kafka: {bootstrap_servers: 'there:9092', partitions: 7}");

        run(Map.of(ServiceFile.BOOTSTRAP_SERVERS, "here:9092"), file);
        run(Map.of(ServiceFile.BOOTSTRAP_SERVERS, " "), file);

        assertThat(ran).extracting(KafkaConfig::bootstrapServers).containsExactly("here:9092", "there:9092");
        assertThat(ran).extracting(KafkaConfig::partitions).containsOnly(7);
    }

    @Test
    void shouldSayWhatItIs_whenAskedForHelp() {
        assertThat(run(Map.of(), "--help")).isEqualTo(ServiceProgram.DONE);

        assertThat(text()).isEqualToNormalizingNewlines("usage: DemoMain CONFIGURATION-FILE\nA demonstration.\n");
        assertThat(ran).isEmpty();
    }

    @Test
    void shouldSayWhatItTakes_whenItIsNotUnderstood() throws Exception {
        assertThat(run(Map.of())).isEqualTo(ServiceProgram.NOT_UNDERSTOOD);
        assertThat(run(Map.of(), "--absent")).isEqualTo(ServiceProgram.NOT_UNDERSTOOD);
        assertThat(run(Map.of(), file(""), "more")).isEqualTo(ServiceProgram.NOT_UNDERSTOOD);

        assertThat(text()).contains("usage: DemoMain CONFIGURATION-FILE");
        assertThat(ran).isEmpty();
    }

    @Test
    void shouldTellEveryMistakeOfTheFile() throws Exception {
        String file = file("kafka: {partitions: 0}\ncolector: {}\n");

        assertThat(run(Map.of(), file)).isEqualTo(ServiceProgram.FAILED);

        assertThat(text())
                .contains(file + ":1:21: kafka.partitions: ", file + ":2:1: colector: unknown key; did you mean")
                .doesNotContain("\tat ");
    }

    @Test
    void shouldNameTheFile_whenItCannotBeRead() throws Exception {
        String absent = directory.resolve("absent.yml").toString();
        Path binary = Files.write(directory.resolve("binary.yml"), new byte[] {(byte) 0xff, (byte) 0xfe});

        assertThat(run(Map.of(), absent)).isEqualTo(ServiceProgram.FAILED);
        assertThat(run(Map.of(), binary.toString())).isEqualTo(ServiceProgram.FAILED);

        assertThat(text()).contains(absent + ": there is no such file", binary + ": is not UTF-8 text");
    }

    @Test
    void shouldTellInOneLine_whatIsNoBug() throws Exception {
        assertThat(failing(new IllegalStateException("the port is taken"))).isEqualTo(ServiceProgram.FAILED);
        assertThat(failing(new KafkaException("no client", new KafkaException("no such host"))))
                .isEqualTo(ServiceProgram.FAILED);

        assertThat(text().lines()).containsExactly("the port is taken", "no client: no such host");
    }

    @Test
    void shouldShowWhereItComesFrom_whenItIsABug() throws Exception {
        assertThat(failing(new IllegalArgumentException("odd"))).isEqualTo(ServiceProgram.FAILED);

        assertThat(text()).contains("IllegalArgumentException: odd", "\tat ");
    }

    private int failing(RuntimeException failure) throws Exception {
        return run(Map.of(), List.of(file("")), (file, shutdown) -> {
            throw failure;
        });
    }

    private int run(Map<String, String> environment, String... arguments) {
        return run(environment, List.of(arguments), (file, shutdown) -> {
            KafkaConfig kafka = file.kafka();
            file.problems().throwIfAny();
            ran.add(kafka);
        });
    }

    private int run(Map<String, String> environment, List<String> arguments, ServiceProgram.Service service) {
        try (Shutdown shutdown = Shutdown.within(Duration.ofSeconds(1))) {
            return program.run(arguments, environment, service, shutdown);
        }
    }

    private String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    private String file(String text) throws Exception {
        return Files.writeString(directory.resolve("tocsin.yml"), text).toString();
    }
}
