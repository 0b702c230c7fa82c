package io.tocsin.streamprocessor.rulefiles;

import io.tocsin.promql.ast.Expr;
import io.tocsin.promql.parse.ParseOptions;
import io.tocsin.promql.parse.PromqlParser;
import io.tocsin.promql.rules.RecordingRule;
import io.tocsin.promql.rules.Rule;
import io.tocsin.promql.rules.RuleFile;
import io.tocsin.promql.rules.RuleGroup;
import io.tocsin.schemas.config.Problems;
import io.tocsin.schemas.config.YamlNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The section {@code thresholds:}, numbers that replace those of the rule files. A threshold is a recording rule
 * {@code threshold:<name>} whose expression is {@code vector(<number>)}.
 */
final class Thresholds {
    private static final String PREFIX = "threshold:";

    private final SortedMap<String, String> numbers;

    /** Those that a file has, whether or not they can be set. */
    private final SortedMap<String, RecordingRule> found = new TreeMap<>();

    private boolean readable = true;

    private Thresholds(SortedMap<String, String> numbers) {
        this.numbers = numbers;
    }

    /**
     * The files with the numbers of the section. A file that has none of them stays as it is, letter by letter.
     *
     * @param section may be absent; takes what is wrong with it, as far as the files can be read
     */
    static List<RuleSource> set(YamlNode section, List<RuleSource> files) {
        Thresholds thresholds = new Thresholds(numbers(section));
        List<RuleSource> set = files.stream().map(thresholds::set).toList();
        if (thresholds.readable) {
            section.entries().forEach(thresholds::check);
        }
        return set;
    }

    private static SortedMap<String, String> numbers(YamlNode section) {
        SortedMap<String, String> numbers = new TreeMap<>();
        section.entries().forEach((name, value) -> {
            if (value.isPresent()) {
                numbers.put(name, number(value));
            }
        });
        return numbers;
    }

    /** As PromQL writes it. */
    private static String number(YamlNode value) {
        String text = value.text();
        try {
            if (Double.isFinite(new BigDecimal(text).doubleValue())) {
                return new BigDecimal(text).toString();
            }
        } catch (NumberFormatException _) {
            // Told below, with what is too large.
        }
        value.problem("must be a number, is \"" + text + "\"");
        return "0";
    }

    private RuleSource set(RuleSource file) {
        Problems problems = new Problems();
        RuleFile parsed = RuleFile.parse(file.name(), file.text(), problems);
        readable &= problems.isEmpty();
        SortedSet<String> names = new TreeSet<>();
        List<RuleGroup> groups =
                parsed.groups().stream().map(group -> set(group, names)).toList();
        if (names.isEmpty()) {
            return file;
        }
        String text = new RuleFile(parsed.name(), groups, List.of()).toYaml();
        return file.changed(text, "with " + String.join(", ", names) + " of the configuration");
    }

    private RuleGroup set(RuleGroup group, SortedSet<String> names) {
        List<Rule> rules = new ArrayList<>();
        for (Rule rule : group.rules()) {
            if (rule instanceof RecordingRule recording && recording.name().startsWith(PREFIX)) {
                String name = recording.name().substring(PREFIX.length());
                found.put(name, recording);
                String number = numbers.get(name);
                if (number != null && isConstant(recording)) {
                    names.add(name);
                    rules.add(withNumber(recording, number));
                    continue;
                }
            }
            rules.add(rule);
        }
        return new RuleGroup(
                group.name(),
                group.interval(),
                group.queryOffset(),
                group.limit(),
                group.labels(),
                rules,
                group.position());
    }

    private static RecordingRule withNumber(RecordingRule rule, String number) {
        String text = "vector(" + number + ")";
        Expr expr = PromqlParser.parse(text, ParseOptions.STABLE);
        return new RecordingRule(rule.name(), text, expr, rule.labels(), rule.position());
    }

    private static boolean isConstant(RecordingRule rule) {
        return rule.expr() instanceof Expr.Call call
                && call.function().equals("vector")
                && call.arguments().stream().allMatch(Thresholds::isNumber);
    }

    private static boolean isNumber(Expr expr) {
        return switch (expr) {
            case Expr.NumberLiteral _ -> true;
            case Expr.Paren paren -> isNumber(paren.inner());
            case Expr.Unary unary -> isNumber(unary.operand());
            default -> false;
        };
    }

    private void check(String name, YamlNode value) {
        RecordingRule rule = found.get(name);
        if (rule == null) {
            value.problem("is no threshold of the rule files; " + known());
        } else if (!isConstant(rule)) {
            value.problem("cannot be set: " + rule.position() + " computes it, " + rule.text());
        }
    }

    private String known() {
        List<String> known = found.entrySet().stream()
                .filter(entry -> isConstant(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        return known.isEmpty() ? "they have none" : "theirs are: " + String.join(", ", known);
    }
}
