package io.tocsin.standalone.bench;

import io.tocsin.standalone.cli.Failure;
import io.tocsin.standalone.cli.Output;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Properties that the tests hold on a few seeds, on many: runs the tests themselves, by Maven. */
@Command(mixinStandardHelpOptions = true)
final class SeedBench implements Callable<Integer> {
    private final Output output;
    private final String module;
    private final String test;
    private final String property;
    private final List<String> more;

    @Option(names = "--seeds", paramLabel = "N", description = "How many (default: ${DEFAULT-VALUE}).")
    private int count;

    private SeedBench(Output output, String module, String test, String property, int count, List<String> more) {
        this.output = output;
        this.module = module;
        this.test = test;
        this.property = property;
        this.count = count;
        this.more = more;
    }

    static CommandLine determinism(Output output) {
        String parallel = "-Djunit.jupiter.execution.parallel.";
        SeedBench bench = new SeedBench(
                output,
                "stream-processor",
                "DeterminismTest",
                "determinism.seeds",
                10_000,
                List.of(parallel + "enabled=true", parallel + "mode.default=concurrent"));
        return described(
                bench, "The same log, whatever the order, the restarts, the slices: on so many generated logs.");
    }

    static CommandLine kills(Output output) {
        SeedBench bench = new SeedBench(output, "standalone", "ExactlyOnceTest", "exactly.once.kills", 20, List.of());
        return described(
                bench, "The stream-processor killed hard so often under load: alerts equal an undisturbed run.");
    }

    private static CommandLine described(SeedBench bench, String what) {
        CommandLine line = new CommandLine(bench);
        line.getCommandSpec().usageMessage().description(what, "Needs Maven and the sources.");
        return line;
    }

    @Override
    public Integer call() {
        Path home = Path.of(System.getProperty("tocsin.home", ""));
        if (!Files.exists(home.resolve("pom.xml"))) {
            throw new Failure("there are no sources in " + home.toAbsolutePath() + ", and this runs their tests");
        }
        List<String> command = new ArrayList<>(List.of("mvn", "-B", "-pl", module, "-am", "test", "-Dtest=" + test));
        command.add("-Dsurefire.failIfNoSpecifiedTests=false");
        command.add("-D" + property + "=" + count);
        command.addAll(more);
        output.out().println(String.join(" ", command));
        try {
            return run(new ProcessBuilder(command)
                    .directory(home.toAbsolutePath().toFile())
                    .redirectErrorStream(true));
        } catch (IOException e) {
            throw new Failure("cannot run Maven: " + e.getMessage(), e);
        }
    }

    private int run(ProcessBuilder builder) throws IOException {
        Process process = builder.start();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.contains("Tests run:") || line.contains("ERROR") || line.contains("BUILD")) {
                    output.out().println(line);
                }
            }
        }
        return process.onExit().join().exitValue();
    }
}
