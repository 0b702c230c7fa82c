package io.tocsin.standalone.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.standalone.quality.Reactor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** docker-compose.yml is what Docker takes, and what we want. */
final class ComposeFileTest {

    @Test
    void shouldKeepTheRules() throws Exception {
        ComposeFile ours = ComposeFile.ours();

        assertThat(ours.services())
                .containsKeys("kafka", "registry", "collector", "stream-processor-1", "stream-processor-2", "notifier");
        assertThat(ComposeRules.violations(ours, Reactor.ROOT)).isEmpty();
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        - 127.0.0.1:9080:9080       | - 9080:9080                  | collector: port 9080:9080 is published beyond this machine
        - 127.0.0.1:9094:9094       | - 0.0.0.0:9094:9094          | kafka: port 0.0.0.0:9094:9094 is published beyond this machine
        mem_limit: 640m             | cpus: 1                      | registry: has no memory limit
        restart: unless-stopped     | restart: no                  | collector: is not restarted
        cap_drop: [ALL]             | cap_drop: []                 | notifier: keeps capabilities
        read_only: true             | read_only: false             | sink: may write to its root file system
        ./config/rules:             | ./config/absent:             | stream-processor-1: there is no ./config/absent
        notifier.yml:ro             | notifier.yml                 | notifier: ./deploy/config/notifier.yml can be written to
        - notifier:/var             | - absent:/var                | notifier: no volume absent
        /tmp:exec,                  | /tmp:                        | collector: cannot unpack native libraries
        :-./deploy/config/webhook   | :-./deploy/config/absent     | secret webhook-url: there is no file ./deploy/config/absent-url
        image: apache/kafka:4.3.1   | image: apache/kafka          | kafka: has no fixed image
        """)
    void shouldFindIt_whenARuleIsBroken(String good, String bad, String violation) throws Exception {
        String text = Files.readString(Reactor.ROOT.resolve("docker-compose.yml"));
        assertThat(text).contains(good);

        assertThat(ComposeRules.violations(ComposeFile.parse(text.replace(good, bad)), Reactor.ROOT))
                .contains(violation);
    }

    @Test
    void shouldRunTheKafkaThatIsTested() throws Exception {
        String pom = Files.readString(Reactor.ROOT.resolve("pom.xml"));
        String version = pom.replaceAll("(?s).*<version.kafka>(.*)</version.kafka>.*", "$1");

        assertThat(ComposeFile.ours().services().get("kafka"))
                .extracting("image")
                .isEqualTo("apache/kafka:" + version);
    }

    @Test
    void shouldRunAsNobodyElse_onAJavaThatIsNewEnough() throws Exception {
        Image image = Image.ours();

        assertThat(image.user()).matches("[1-9]\\d+:[1-9]\\d+");
        assertThat(image.bases()).containsExactly("maven:3.9-eclipse-temurin-25", "eclipse-temurin:25-jre");
        assertThat(image.entryPoint()).startsWith("java").endsWith("-cp", "/opt/tocsin/lib/*");
        assertThat(Files.isExecutable(Image.HEALTHY_SOURCE)).isTrue();
    }

    /** Needs Docker's own program, but no Docker. Where that is missing nothing is tested, except in CI. */
    @Test
    void shouldBeTaken_byDockerCompose() throws Exception {
        Optional<List<String>> compose = List.of(List.of("docker-compose"), List.of("docker", "compose")).stream()
                .filter(ComposeFileTest::works)
                .findFirst();
        if (compose.isEmpty()) {
            assertThat(System.getenv("CI"))
                    .describedAs("CI, where docker-compose has to be")
                    .isNotEqualTo("true");
            Assumptions.abort("docker-compose.yml was not checked by docker-compose, which is not installed here");
        }

        assertThat(run(compose.orElseThrow(), "config", "--quiet")).isEmpty();
    }

    private static boolean works(List<String> program) {
        try {
            return new ProcessBuilder(with(program, "version"))
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static List<String> with(List<String> program, String... arguments) {
        return Stream.concat(program.stream(), Arrays.stream(arguments)).toList();
    }

    /** What it says, on either stream; empty when it is content. */
    private static String run(List<String> program, String... arguments) throws Exception {
        Process process = new ProcessBuilder(with(program, arguments))
                .directory(Reactor.ROOT.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return process.exitValue() == 0 ? said : said + "exit code " + process.exitValue();
    }
}
