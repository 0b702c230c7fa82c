package io.tocsin.streamprocessor.rulefiles;

import io.tocsin.schemas.config.Problems;
import io.tocsin.schemas.config.YamlNode;
import io.tocsin.streamprocessor.control.RuleControl;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What the top level of the configuration says about rules.
 *
 * @param defaults {@code evaluation_interval}, {@code external_labels}, {@code external_url}
 * @param runbooks the directory that is served below {@code /runbooks/}
 * @param files {@code rule_files}, and what sections become, which are then part of the log as well
 */
public record RuleSettings(RuleControl.Defaults defaults, Optional<Path> runbooks, List<RuleSource> files) {

    private static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(5);
    private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(10);

    /**
     * Reads them, and the files.
     *
     * @param root of the configuration
     * @param directory that rule files are named relative to
     * @param problems takes every mistake, those of the rule files too
     */
    public static RuleSettings read(YamlNode root, Path directory, Problems problems) {
        return new RuleSettings(
                new RuleControl.Defaults(
                        interval(root),
                        labels(root),
                        root.string("external_url", "").replaceAll("/+$", "")),
                root.optionalString("runbooks").map(directory::resolve).map(Path::normalize),
                files(root, directory, problems));
    }

    private static Duration interval(YamlNode root) {
        Duration interval = root.duration("evaluation_interval", DEFAULT_INTERVAL);
        if (interval.compareTo(SHORTEST_INTERVAL) >= 0) {
            return interval;
        }
        root.get("evaluation_interval").problem("must be at least 10ms");
        return DEFAULT_INTERVAL;
    }

    private static SortedMap<String, String> labels(YamlNode root) {
        root.get("external_labels").entries().forEach((name, value) -> {
            if (!name.matches("[a-zA-Z_][a-zA-Z0-9_]*")) {
                value.problem("\"" + name + "\" is no label name");
            }
        });
        return root.stringMap("external_labels");
    }

    private static List<RuleSource> files(YamlNode root, Path directory, Problems problems) {
        List<RuleSource> files = root.list("rule_files").stream()
                .flatMap(entry -> RuleSource.read(entry, directory).stream())
                .toList();
        List<RuleSource> generated = GeneratedGroups.read(root);
        RuleFileSet set = new RuleFileSet(problems);
        // Before anything is changed in them, so that places are those of the files.
        files.forEach(source -> set.add(source.path().toString(), source.text()));
        generated.forEach(source -> set.add(source.path().toString(), source.text()));
        // First what the files' rules are subject to.
        List<RuleSource> all = new ArrayList<>(generated);
        all.addAll(Thresholds.set(root.get("thresholds"), files));
        return List.copyOf(all);
    }
}
