package io.tocsin.standalone.catalogue;

import io.tocsin.promql.rules.AlertingRule;
import io.tocsin.promql.rules.RuleFile;
import io.tocsin.schemas.config.Problems;
import io.tocsin.schemas.config.YamlNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;

/** What ships: {@code rules/*.yml}, {@code rules/tests/*.test.yml} and {@code docs/runbooks/*.md} of a directory. */
record Catalogue(Path root, List<Path> ruleFiles, List<Path> testFiles, List<Path> runbooks) {

    /**
     * An alerting rule.
     *
     * @param labels its group's included
     */
    record Alert(Path file, AlertingRule rule, SortedMap<String, String> labels) {

        String name() {
            return rule.name();
        }

        /** The template's text; empty where there is none. */
        String annotation(String name) {
            return rule.annotations().containsKey(name)
                    ? String.valueOf(rule.annotations().get(name))
                    : "";
        }
    }

    /** What a unit test says of an alert at a time. */
    record Expectation(String alert, boolean firing) {}

    static Catalogue in(Path root) throws IOException {
        return new Catalogue(
                root,
                files(root.resolve("rules"), ".yml"),
                files(root.resolve("rules/tests"), ".test.yml"),
                files(root.resolve("docs/runbooks"), ".md"));
    }

    private static List<Path> files(Path directory, String ending) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    List<Alert> alerts() throws IOException {
        List<Alert> alerts = new ArrayList<>();
        for (Path file : ruleFiles) {
            Problems problems = new Problems();
            RuleFile read = RuleFile.parse(root.relativize(file).toString(), Files.readString(file), problems);
            problems.throwIfAny();
            read.groups()
                    .forEach(group -> group.rules().forEach(rule -> {
                        if (rule instanceof AlertingRule alert) {
                            alerts.add(new Alert(file, alert, group.labelsOf(alert)));
                        }
                    }));
        }
        return alerts;
    }

    List<Expectation> expectations() throws IOException {
        List<Expectation> expectations = new ArrayList<>();
        for (Path file : testFiles) {
            Problems problems = new Problems();
            YamlNode document = YamlNode.parse(file.toString(), Files.readString(file), problems);
            problems.throwIfAny();
            for (YamlNode test : document.list("tests")) {
                for (YamlNode each : test.list("alert_rule_test")) {
                    boolean firing = !each.list("exp_alerts").isEmpty();
                    expectations.add(new Expectation(each.string("alertname", ""), firing));
                }
            }
        }
        return expectations;
    }
}
