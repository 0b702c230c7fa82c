package io.tocsin.standalone.bench;

import io.tocsin.standalone.cli.Failure;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Another JVM like this one, whose CPU time and memory are those of what is measured. */
final class ChildProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int TAIL = 2_000;

    private final Process process;
    private final Path printed;

    private ChildProcess(Process process, Path printed) {
        this.process = process;
        this.printed = printed;
    }

    /** With the options of this JVM, so that what is measured is what the launcher starts. */
    static ChildProcess start(Path printed, Class<?> main, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (!option.startsWith("-agentlib") && !option.startsWith("-javaagent")) {
                command.add(option);
            }
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(printed.toFile()))
                    .start();
            return new ChildProcess(process, printed);
        } catch (IOException e) {
            throw new Failure("cannot start a process: " + e.getMessage(), e);
        }
    }

    /** @throws Failure with the end of what it printed, if it ends instead or takes minutes */
    void await(String what, BooleanSupplier condition) {
        Duration _ = Waiting.until(PATIENCE, () -> {
                    if (!process.isAlive()) {
                        throw new Failure("it ended and was not " + what + ":\n" + tail());
                    }
                    return condition.getAsBoolean();
                })
                .orElseThrow(() -> new Failure("not " + what + " within " + PATIENCE + ":\n" + tail()));
    }

    private String tail() {
        try {
            String text = Files.readString(printed);
            return text.substring(Math.max(0, text.length() - TAIL));
        } catch (IOException e) {
            return "(" + e + ")";
        }
    }

    /** Of all its threads since its start. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Bytes of memory resident at most so far, and now; empty where the system does not say. */
    Optional<String> memory() {
        return Memory.of(process.pid());
    }

    /** As SIGKILL. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(15, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            kill();
        }
    }
}
