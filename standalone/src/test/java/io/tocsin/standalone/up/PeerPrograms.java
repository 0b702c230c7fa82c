package io.tocsin.standalone.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Programs of Debian's that a test talks to; all end with it. */
final class PeerPrograms {

    private static final int SECONDS = 30;

    private final Path directory;
    private final List<Process> running = new ArrayList<>();

    /** @param directory for what they print */
    PeerPrograms(Path directory) {
        this.directory = directory;
    }

    /** Fails in CI, which has them, and skips the test elsewhere, where one is missing. */
    static void require(String... programs) {
        for (String program : programs) {
            boolean present = Stream.of("/usr/bin", "/usr/local/bin", "/usr/sbin")
                    .anyMatch(bin -> Files.isExecutable(Path.of(bin, program)));
            require(present, "Debian's " + program);
        }
    }

    static void require(boolean present, String what) {
        if (System.getenv("CI") != null) {
            assertThat(present).as("CI has " + what).isTrue();
        }
        Assumptions.assumeTrue(present, "skipped: " + what + " is not installed");
    }

    Process start(String... command) throws IOException {
        return start(Map.of(), command);
    }

    Process start(Map<String, String> environment, String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory
                        .resolve(Path.of(command[0]).getFileName() + "-" + running.size() + ".txt")
                        .toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        running.add(process);
        return process;
    }

    /** Runs it to its end, which has to be a good one. */
    void run(String... command) throws IOException, InterruptedException {
        Path output = directory.resolve("run.txt");
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly();
        assertThat(ended && process.exitValue() == 0)
                .as(Arrays.toString(command) + ":\n" + Files.readString(output))
                .isTrue();
    }

    void end() throws InterruptedException {
        // In order first: who has children ends them.
        running.forEach(Process::destroy);
        for (Process process : running) {
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
    }
}
