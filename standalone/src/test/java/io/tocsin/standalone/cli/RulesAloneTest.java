package io.tocsin.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.standalone.Tocsin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands about rules, each in a process of its own, where nothing else has prepared anything. */
final class RulesAloneTest {
    private static final int SECONDS = 60;

    @TempDir
    private Path directory;

    @BeforeEach
    void writeRules() throws IOException {
        Files.createDirectories(directory.resolve("tests"));
        Files.writeString(directory.resolve("rules.yml"), """
            groups:
              - name: g
                rules: [{alert: A, expr: x > 1}]
            """);
        Files.writeString(directory.resolve("tests/rules.test.yml"), """
            rule_files: [../rules.yml]
            evaluation_interval: 1m
            tests:
              - interval: 1m
                input_series: [{series: x, values: 1 2}]
                alert_rule_test:
                  - {eval_time: 0m, alertname: A, exp_alerts: []}
                  - {eval_time: 1m, alertname: A, exp_alerts: [{exp_labels: {}}]}
            """);
    }

    private String run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Tocsin.class.getName()));
        command.addAll(List.of(arguments));
        Path output = directory.resolve("output.txt");
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly();
        String text = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(ended && process.exitValue() == 0).as(text).isTrue();
        return text;
    }

    @Test
    void shouldCheck() throws Exception {
        assertThat(run("rules", "check", "rules.yml")).contains("A");
    }

    @Test
    void shouldTest() throws Exception {
        assertThat(run("rules", "test", "tests/rules.test.yml")).contains("2");
    }

    @Test
    void shouldMutate() throws Exception {
        assertThat(run("rules", "mutate", "rules.yml", "--at-least", "50")).contains("mutants");
    }
}
