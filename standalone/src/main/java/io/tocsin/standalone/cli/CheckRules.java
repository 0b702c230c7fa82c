package io.tocsin.standalone.cli;

import io.tocsin.promql.rules.RuleFile;
import io.tocsin.promql.rules.RuleGroup;
import io.tocsin.schemas.config.Problem;
import io.tocsin.schemas.config.Problems;
import io.tocsin.streamprocessor.rulefiles.InstanceCheck;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rules check}. */
@Command(
        mixinStandardHelpOptions = true,
        description = "Check rule files and say what each rule costs. Needs nothing running.",
        footer = {
            "",
            "LEAVES are the parts of a rule that are evaluated where the series are kept. STEPS is how often its"
                    + " selectors are evaluated at one instant: once each, in a subquery once a step of it."
        })
final class CheckRules implements Callable<Integer> {
    private final Output output;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Prometheus rule files.")
    private List<Path> files = List.of();

    @Option(names = "--explain", description = "Also show how each rule is split into leaves and a root.")
    private boolean explain;

    CheckRules(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        boolean good = true;
        for (Path file : files) {
            good &= check(file);
        }
        return good ? 0 : 1;
    }

    private boolean check(Path path) {
        Problems problems = new Problems();
        String text;
        try {
            text = TextFiles.read(path);
        } catch (Failure e) {
            output.err().println(e.getMessage());
            return false;
        }
        RuleFile file = RuleFile.parse(path.toString(), text, problems);
        if (problems.isEmpty()) {
            new InstanceCheck(problems).check(file);
        }
        problems.list().forEach(output.err()::println);
        file.warnings().forEach(this::warn);
        if (problems.isEmpty()) {
            report(file);
        }
        return problems.isEmpty();
    }

    private void warn(Problem warning) {
        output.err().println(warning.at() + ": warning: " + warning.message());
    }

    private void report(RuleFile file) {
        long rules =
                file.groups().stream().mapToLong(group -> group.rules().size()).sum();
        output.out()
                .println(file.name() + ": " + Numbers.counted(file.groups().size(), "group") + ", "
                        + Numbers.counted(rules, "rule"));
        if (rules == 0) {
            return;
        }
        Table table = new Table("  GROUP", "RULE", "EVERY", "LOOKS BACK", "LEAVES", "STEPS");
        for (RuleGroup group : file.groups()) {
            RuleCost.of(group).forEach(cost -> cost.addTo(table));
        }
        table.print(output.out());
        if (explain) {
            file.groups().stream()
                    .flatMap(group -> RuleCost.of(group).stream())
                    .forEach(cost -> output.out()
                            .print("\n" + cost.rule() + "\n" + cost.plan().explain()));
        }
    }
}
