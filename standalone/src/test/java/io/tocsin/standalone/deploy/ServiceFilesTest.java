package io.tocsin.standalone.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.standalone.quality.Reactor;
import io.tocsin.standalone.up.TocsinConfig;
import io.tocsin.streamprocessor.rulefiles.RuleSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of deploy/config, each as its container has it. */
final class ServiceFilesTest {
    @TempDir
    private Path directory;

    @Test
    void shouldAgreeAboutTheLog() throws Exception {
        TocsinConfig collector = read("collector");

        for (String service : List.of("stream-processor-1", "stream-processor-2", "notifier")) {
            assertThat(read(service).kafka()).describedAs(service).isEqualTo(collector.kafka());
        }
        assertThat(collector.kafka().registry()).isPresent();
    }

    @Test
    void shouldDifferInNamesOnly_whenTheyAreStreamProcessors() throws Exception {
        TocsinConfig one = read("stream-processor-1");
        TocsinConfig two = read("stream-processor-2");

        assertThat(two.processor())
                .usingRecursiveComparison()
                .ignoringFields("deployment.instance", "http.advertisedHost")
                .isEqualTo(one.processor());
        assertThat(two.processor().deployment().instance())
                .isNotEqualTo(one.processor().deployment().instance());
        assertThat(two.processor().http().advertisedHost()).isEqualTo("stream-processor-2");
        assertThat(two.ruleDefaults()).isEqualTo(one.ruleDefaults());
        assertThat(one.processor().deployment().standbys()).isOne();
    }

    @Test
    void shouldHaveOneInstanceApplyTheRuleFiles() throws Exception {
        assertThat(read("stream-processor-1").rules())
                .extracting(RuleSource::name)
                .contains("rules/estate.yml", "rules/self.yml");
        assertThat(read("stream-processor-2").rules()).isEmpty();
    }

    @Test
    void shouldListenWhereTheHealthCheckAsks() throws Exception {
        ComposeFile compose = ComposeFile.ours();

        assertThat(port(compose, "collector"))
                .isEqualTo(read("collector").collector().port());
        assertThat(port(compose, "notifier"))
                .isEqualTo(read("notifier").notifier().service().port());
        for (String processor : List.of("stream-processor-1", "stream-processor-2")) {
            assertThat(port(compose, processor))
                    .isEqualTo(read(processor).processor().http().port());
        }
    }

    private static int port(ComposeFile compose, String service) {
        ComposeFile.Service found = compose.own().stream()
                .filter(each -> each.name().equals(service))
                .findFirst()
                .orElseThrow();
        String port = found.healthcheck().getLast();
        assertThat(found.ports()).allMatch(published -> published.endsWith(":" + port));
        return Integer.parseInt(port);
    }

    /** Beside the rules it is mounted beside, with the secret where it can be read. */
    private TocsinConfig read(String service) throws Exception {
        Path rules = Files.createDirectories(directory.resolve("rules"));
        for (String file : List.of("estate.yml", "self.yml")) {
            Files.writeString(
                    rules.resolve(file),
                    Files.readString(Reactor.ROOT.resolve("rules").resolve(file)));
        }
        Files.createDirectories(directory.resolve("own-rules"));
        Path secret = Files.writeString(directory.resolve("webhook-url"), "http://127.0.0.1/");
        String text = Files.readString(Reactor.ROOT.resolve("deploy/config/" + service + ".yml"))
                .replace("/run/secrets/webhook-url", secret.toString());
        return TocsinConfig.read(Files.writeString(directory.resolve(service + ".yml"), text));
    }
}
