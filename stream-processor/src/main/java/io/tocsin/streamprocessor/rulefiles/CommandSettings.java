package io.tocsin.streamprocessor.rulefiles;

import io.tocsin.promql.rules.CommandRequest;
import io.tocsin.schemas.config.YamlNode;
import io.tocsin.streamprocessor.command.Controls;
import io.tocsin.streamprocessor.control.KillSwitch;
import io.tocsin.streamprocessor.rules.CommandControls;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The section {@code commands:} of the configuration, which becomes a rule group that records it: so it is part of the
 * log, and what is decided on it a function of the log. Evaluated each second, so that what is decided at a whole second
 * knows it.
 */
record CommandSettings(boolean enabled, boolean dryRun, List<String> dryRunCommands, int maxPerHour) {

    private static final int MOST_PER_HOUR = 10_000;

    /** Empty where the configuration has no such section: then the log's own stays as it is. */
    static Optional<RuleSource> source(YamlNode section) {
        if (!section.isPresent()) {
            return Optional.empty();
        }
        Path file = Path.of(section.position().file());
        return Optional.of(new RuleSource("commands:", file, read(section).toYaml()));
    }

    private static CommandSettings read(YamlNode section) {
        section.allowOnly("enabled", "dry_run", "dry_run_commands", "max_per_hour");
        int most = section.integer("max_per_hour", Controls.DEFAULT_MAX_PER_HOUR);
        if (most < 0 || most > MOST_PER_HOUR) {
            section.get("max_per_hour").problem("must be from 0 to " + MOST_PER_HOUR + ", is " + most);
        }
        List<String> dryRun = new ArrayList<>();
        for (YamlNode command : section.list("dry_run_commands")) {
            String name = command.text();
            if (CommandRequest.isName(name)) {
                dryRun.add(name);
            } else {
                command.problem("\"" + name + "\" is not a command's name: capitals, digits and _, such as SCALE_OUT");
            }
        }
        return new CommandSettings(section.bool("enabled", true), section.bool("dry_run", false), dryRun, most);
    }

    private String toYaml() {
        StringBuilder yaml = new StringBuilder("groups:\n  - name: " + KillSwitch.GROUP + "\n    interval: "
                + KillSwitch.INTERVAL.toSeconds() + "s\n    rules:\n");
        rule(yaml, CommandControls.ENABLED, enabled ? 1 : 0);
        rule(yaml, CommandControls.MAX_PER_HOUR, maxPerHour);
        rule(yaml, CommandControls.DRY_RUN, dryRun ? 1 : 0);
        for (String command : dryRunCommands.stream().distinct().sorted().toList()) {
            rule(yaml, CommandControls.DRY_RUN, 1);
            yaml.append("        labels: {")
                    .append(CommandControls.COMMAND_LABEL)
                    .append(": ")
                    .append(command)
                    .append("}\n");
        }
        return yaml.toString();
    }

    private static void rule(StringBuilder yaml, String record, int value) {
        yaml.append("      - record: ").append(record).append("\n        expr: vector(");
        yaml.append(value).append(")\n");
    }
}
