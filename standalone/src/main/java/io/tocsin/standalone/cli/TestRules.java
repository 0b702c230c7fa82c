package io.tocsin.standalone.cli;

import io.tocsin.schemas.config.Problem;
import io.tocsin.schemas.config.Problems;
import io.tocsin.streamprocessor.ruletest.RuleTestFile;
import io.tocsin.streamprocessor.ruletest.RuleTestResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rules test}. */
@Command(
        mixinStandardHelpOptions = true,
        description = {
            "Run unit tests of rules, in promtool's format. Needs nothing running.",
            "Exit code 0 only when every file can be read and every test passes."
        })
final class TestRules implements Callable<Integer> {
    private final Output output;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files of tests; they name the rule files.")
    private List<Path> files = List.of();

    @Option(names = "--junit", paramLabel = "FILE", description = "Also write the results as JUnit XML.")
    private Optional<Path> junit = Optional.empty();

    TestRules(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        List<TestReport> reports = files.stream().map(TestRules::run).toList();
        reports.forEach(this::print);
        junit.ifPresent(file -> JunitXml.write(file, reports));
        return reports.stream().allMatch(TestReport::passed) ? 0 : 1;
    }

    private static TestReport run(Path file) {
        Problems problems = new Problems();
        List<String> errors = new ArrayList<>();
        try {
            RuleTestFile tests = RuleTestFile.read(file, TextFiles.read(file), problems);
            if (problems.isEmpty()) {
                return new TestReport(file.toString(), tests.run(), List.of());
            }
        } catch (Failure e) {
            errors.add(String.valueOf(e.getMessage()));
        }
        problems.list().stream().map(Problem::toString).forEach(errors::add);
        return new TestReport(file.toString(), List.of(), errors);
    }

    private void print(TestReport report) {
        long failed = report.results().stream().filter(each -> !each.passed()).count();
        long passed = report.results().size() - failed;
        String outcome = report.errors().isEmpty()
                ? (failed > 0 ? failed + " failed, " : "") + passed + " passed"
                : "cannot be run";
        output.out().println(report.file() + ": " + outcome);
        report.errors().forEach(error -> output.out().println("  " + error));
        for (RuleTestResult result : report.results()) {
            result.failure().ifPresent(failure -> {
                output.out().println("  " + result.position() + ": " + result.test() + ": " + result.what());
                failure.lines().forEach(line -> output.out().println("    " + line));
            });
        }
    }
}
