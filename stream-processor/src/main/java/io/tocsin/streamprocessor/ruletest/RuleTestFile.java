package io.tocsin.streamprocessor.ruletest;

import io.tocsin.schemas.avro.RuleGroupVersion;
import io.tocsin.schemas.config.Problems;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A file of unit tests for rules, as {@code promtool test rules} reads them.
 *
 * @param name as the user gave it
 * @param groups of the rule files it names
 * @param groupOrder the names of those that are evaluated first, in this order; the others follow in production's
 * @param evaluationInterval at which all groups are evaluated, whatever their own interval
 * @param fuzzy whether values count as equal that differ in the last bit
 */
public record RuleTestFile(
        String name,
        List<RuleGroupVersion> groups,
        List<String> groupOrder,
        Duration evaluationInterval,
        boolean fuzzy,
        List<RuleTest> tests) {

    public RuleTestFile {
        groups = List.copyOf(groups);
        groupOrder = List.copyOf(groupOrder);
        tests = List.copyOf(tests);
    }

    /**
     * Reads a file and the rule files it names, whose paths are relative to it.
     *
     * @param problems takes every mistake in any of them, with its place
     * @return what could be read; not to be run if there are problems
     */
    public static RuleTestFile read(Path file, String text, Problems problems) {
        return new RuleTestReader(file, problems).read(text);
    }

    /** Runs every test. */
    public List<RuleTestResult> run() {
        EvaluatedGroups evaluated = new EvaluatedGroups(this);
        return tests.stream()
                .flatMap(test -> new RuleTestRun(this, test, new TestSeries(test), evaluated.of(test.installation()))
                        .run().stream())
                .toList();
    }
}
