package io.tocsin.promql.rules;

import io.tocsin.schemas.config.Durations;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** Prints rule files as YAML. */
final class RuleYaml {

    private final StringBuilder out = new StringBuilder();

    private RuleYaml() {}

    static String print(RuleFile file) {
        RuleYaml yaml = new RuleYaml();
        yaml.out.append(file.groups().isEmpty() ? "groups: []\n" : "groups:\n");
        file.groups().forEach(yaml::group);
        return yaml.out.toString();
    }

    private void group(RuleGroup group) {
        out.append("  - name: ").append(quoted(group.name())).append('\n');
        group.interval().ifPresent(interval -> duration("    interval", interval));
        group.queryOffset().ifPresent(offset -> duration("    query_offset", offset));
        if (group.limit() != 0) {
            out.append("    limit: ").append(group.limit()).append('\n');
        }
        map("    labels", group.labels());
        out.append(group.rules().isEmpty() ? "    rules: []\n" : "    rules:\n");
        group.rules().forEach(this::rule);
    }

    private void rule(Rule rule) {
        switch (rule) {
            case RecordingRule recording -> {
                out.append("      - record: ").append(quoted(recording.name())).append('\n');
                expr(recording);
                map("        labels", recording.labels());
            }
            case AlertingRule alert -> {
                out.append("      - alert: ").append(quoted(alert.name())).append('\n');
                expr(alert);
                if (!alert.hold().isZero()) {
                    duration("        for", alert.hold());
                }
                if (!alert.keepFiring().isZero()) {
                    duration("        keep_firing_for", alert.keepFiring());
                }
                map("        labels", alert.labels());
                map("        annotations", alert.annotations());
            }
        }
    }

    private void expr(Rule rule) {
        String text = rule.text();
        if (!isBlock(text)) {
            out.append("        expr: ").append(quoted(text)).append('\n');
            return;
        }
        out.append("        expr: |").append(text.endsWith("\n") ? "\n" : "-\n");
        out.append(text.stripTrailing()
                .lines()
                .map(line -> line.isEmpty() ? "" : "          " + line)
                .collect(Collectors.joining("\n", "", "\n")));
    }

    /** Whether a block scalar gives back exactly this text. */
    private static boolean isBlock(String text) {
        String body = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        return body.contains("\n")
                && !body.startsWith(" ")
                && !body.startsWith("\n")
                && body.equals(body.stripTrailing())
                && body.chars().allMatch(c -> c == '\n' || (c >= ' ' && c < 0x7f));
    }

    private void duration(String key, Duration duration) {
        out.append(key).append(": ").append(Durations.format(duration)).append('\n');
    }

    private void map(String key, Map<String, ?> map) {
        if (!map.isEmpty()) {
            out.append(key).append(":\n");
            String indent = " ".repeat(key.length() - key.stripLeading().length() + 2);
            map.forEach((name, value) -> out.append(indent)
                    .append(quoted(name))
                    .append(": ")
                    .append(quoted(value.toString()))
                    .append('\n'));
        }
    }

    /** In double quotes; what is not printable is escaped. */
    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < ' ' || (c >= 0x7f && c < 0xa0) || c == '\u2028' || c == '\u2029' || c == '\ufeff') {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        return out.append('"').toString();
    }
}
