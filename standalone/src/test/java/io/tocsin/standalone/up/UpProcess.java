package io.tocsin.standalone.up;

import io.tocsin.standalone.Tocsin;
import io.tocsin.standalone.cli.PortPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** {@code tocsin up} as a process of its own; killed when it is still running at the end. */
final class UpProcess implements AutoCloseable {
    private static final AtomicInteger RUNS = new AtomicInteger();

    private final Process process;
    private final Path output;

    private UpProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** @param directory for what it prints */
    static UpProcess start(Path directory, PortPlan ports, Path data, Path config) throws IOException {
        Path output = directory.resolve("up-" + RUNS.incrementAndGet() + ".txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                Tocsin.class.getName()));
        command.addAll(List.of("up", "--data", data.toString(), "--config", config.toString()));
        command.addAll(List.of("--port-base", Integer.toString(ports.base())));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new UpProcess(process, output);
    }

    /** What it has printed so far, on either stream. */
    String printed() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** As the operating system's SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /** @return its exit code */
    int awaitEnd(Duration limit) throws InterruptedException {
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("still running after " + limit + ":\n" + printed());
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
