package io.tocsin.standalone.cli;

import io.tocsin.schemas.config.Problem;
import io.tocsin.schemas.config.Problems;
import io.tocsin.streamprocessor.ruletest.RuleTestFile;
import io.tocsin.streamprocessor.ruletest.RuleTestResult;
import io.tocsin.streamprocessor.ruletest.mutation.Mutant;
import io.tocsin.streamprocessor.ruletest.mutation.MutationReport;
import io.tocsin.streamprocessor.ruletest.mutation.MutationTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rules mutate}. */
@Command(
        mixinStandardHelpOptions = true,
        description = {
            "Change every rule a little, over and over, and see whether its unit tests notice. Needs nothing running.",
            "Lists the changes that no test noticed. Exit code 0 only when the score is at least --at-least."
        },
        footer = {
            "",
            "What is changed: numbers (by 1 %%; integers by 1, or by 1 %% if that is more), comparisons, arithmetic,"
                    + " and/or/unless, aggregations, labels of by and without, and durations in expressions, for and"
                    + " keep_firing_for (one evaluation interval of the tests longer and shorter, and twice as long)."
        })
final class MutateRules implements Callable<Integer> {
    private final Output output;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Prometheus rule files.")
    private List<Path> files = List.of();

    @Option(
            names = "--tests",
            arity = "1..*",
            paramLabel = "FILE",
            description = "Files of tests; those that load a rule file judge its mutants."
                    + " Default: tests/*.test.yml beside the rule files.")
    private List<Path> tests = List.of();

    @Option(
            names = "--at-least",
            paramLabel = "PERCENT",
            defaultValue = "100",
            description = "How many of a hundred mutants have to be noticed. Default: ${DEFAULT-VALUE}.")
    private double atLeast;

    MutateRules(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        List<RuleTestFile> testFiles = testFiles().stream().map(this::read).toList();
        MutationTest mutation = new MutationTest(testFiles);
        List<MutationReport> reports = new ArrayList<>();
        for (Path file : files) {
            Problems problems = new Problems();
            List<Mutant> mutants = mutation.mutants(file, TextFiles.read(file), problems);
            throwIfAny(problems);
            MutationReport report = mutation.run(file, mutants);
            print(report);
            reports.add(report);
        }
        MutationReport total = MutationReport.total(reports);
        if (reports.size() > 1) {
            output.out().println(summary(total));
        }
        return total.score() >= atLeast ? 0 : 1;
    }

    private List<Path> testFiles() {
        if (!tests.isEmpty()) {
            return tests;
        }
        List<Path> found = files.stream()
                .map(file -> file.resolveSibling("tests"))
                .distinct()
                .filter(Files::isDirectory)
                .flatMap(MutateRules::testsIn)
                .toList();
        if (found.isEmpty()) {
            throw new Failure("there are no tests/*.test.yml beside the rule files; name the tests with --tests");
        }
        return found;
    }

    private static Stream<Path> testsIn(Path directory) {
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(file -> file.toString().endsWith(".test.yml")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws Failure unless it can be read and passes: what fails already can notice nothing */
    private RuleTestFile read(Path path) {
        Problems problems = new Problems();
        RuleTestFile file = RuleTestFile.read(path, TextFiles.read(path), problems);
        throwIfAny(problems);
        Optional<RuleTestResult> failed =
                file.run().stream().filter(each -> !each.passed()).findFirst();
        failed.ifPresent(each -> {
            throw new Failure(each.position() + ": " + each.test() + ": " + each.what()
                    + " fails without any change; see tocsin rules test " + path);
        });
        return file;
    }

    private static void throwIfAny(Problems problems) {
        if (!problems.isEmpty()) {
            throw new Failure(problems.list().stream().map(Problem::toString).collect(Collectors.joining("\n")));
        }
    }

    private void print(MutationReport report) {
        output.out().println(summary(report));
        report.unseen().forEach(rule -> output.out().println("  no test has an expectation about " + rule.name()));
        report.survivors().forEach(mutant -> output.out().println("  " + mutant));
    }

    private static String summary(MutationReport report) {
        return String.format(
                Locale.ROOT,
                "%s: %s of %s, %d killed, %d survived: %.1f %%",
                report.file(),
                Numbers.counted(report.mutants(), "mutant"),
                Numbers.counted(report.rules(), "rule"),
                report.killed(),
                report.survivors().size(),
                report.score());
    }
}
