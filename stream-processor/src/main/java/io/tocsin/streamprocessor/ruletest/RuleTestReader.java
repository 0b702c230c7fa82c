package io.tocsin.streamprocessor.ruletest;

import io.tocsin.promql.PromqlException;
import io.tocsin.schemas.avro.RuleGroupVersion;
import io.tocsin.schemas.config.ConfigException;
import io.tocsin.schemas.config.Problems;
import io.tocsin.schemas.config.YamlNode;
import io.tocsin.streamprocessor.control.RuleControl;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads a file of unit tests, and the rule files that it names. */
final class RuleTestReader {

    private static final Duration DEFAULT_INTERVAL = Duration.ofMinutes(1);

    private final Path file;
    private final Problems problems;

    RuleTestReader(Path file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    RuleTestFile read(String text) {
        YamlNode root = YamlNode.parse(file.toString(), text, problems);
        root.allowOnly("rule_files", "evaluation_interval", "group_eval_order", "fuzzy_compare", "tests");
        Duration interval = positive(root, "evaluation_interval", DEFAULT_INTERVAL);
        List<RuleGroupVersion> groups = groups(root, interval);
        List<RuleTest> tests = new ArrayList<>();
        for (YamlNode node : root.list("tests")) {
            tests.add(new RuleTestCases(node, problems).read(positive(node, "interval", interval)));
        }
        return new RuleTestFile(
                file.toString(), groups, order(root), interval, root.bool("fuzzy_compare", false), tests);
    }

    static Duration positive(YamlNode node, String key, Duration dflt) {
        Duration interval = node.duration(key, dflt);
        if (interval.isPositive()) {
            return interval;
        }
        node.get(key).problem("must be longer than 0s");
        return dflt;
    }

    private List<RuleGroupVersion> groups(YamlNode root, Duration interval) {
        List<RuleGroupVersion> groups = new ArrayList<>();
        for (YamlNode entry : root.list("rule_files")) {
            List<Path> files = files(entry);
            for (Path each : files) {
                groups.addAll(read(entry, each, interval));
            }
        }
        return groups;
    }

    private List<RuleGroupVersion> read(YamlNode entry, Path rules, Duration interval) {
        try {
            String text = Files.readString(rules);
            return RuleControl.versions(new RuleControl.Defaults(interval), "test", rules.toString(), text);
        } catch (ConfigException e) {
            e.problems().forEach(problem -> problems.add(problem.at(), problem.path(), problem.message()));
        } catch (PromqlException e) {
            entry.problem(rules + ": " + e.getMessage());
        } catch (IOException e) {
            entry.problem("cannot be read: " + e);
        }
        return List.of();
    }

    /** The files of an entry, the last part of which may be a pattern. */
    private List<Path> files(YamlNode entry) {
        Path path = file.toAbsolutePath().normalize().resolveSibling(entry.text());
        Path directory = path.getParent();
        List<Path> files = new ArrayList<>();
        if (directory != null && Files.isDirectory(directory)) {
            try (DirectoryStream<Path> matches =
                    Files.newDirectoryStream(directory, String.valueOf(path.getFileName()))) {
                matches.forEach(files::add);
            } catch (IOException e) {
                entry.problem("cannot look for it: " + e);
            }
        }
        if (files.isEmpty()) {
            entry.problem("\"" + entry.text() + "\" matches no file in " + directory);
        }
        files.sort(null);
        return files.stream()
                .map(each -> file.getParent() == null ? each : file.resolveSibling(relative(each)))
                .toList();
    }

    /** As the user would write it, so that messages name it in the same way as they name the tests. */
    private Path relative(Path each) {
        Path directory = file.toAbsolutePath().normalize().getParent();
        return directory == null ? each : directory.relativize(each);
    }

    private static List<String> order(YamlNode root) {
        Set<String> seen = new LinkedHashSet<>();
        for (YamlNode name : root.list("group_eval_order")) {
            if (!seen.add(name.text())) {
                name.problem("group \"" + name.text() + "\" is named twice");
            }
        }
        return List.copyOf(seen);
    }
}
