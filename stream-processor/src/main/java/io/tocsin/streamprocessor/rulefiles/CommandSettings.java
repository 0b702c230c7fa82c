package io.tocsin.streamprocessor.rulefiles;

import io.tocsin.promql.rules.CommandRequest;
import io.tocsin.schemas.config.YamlNode;
import io.tocsin.streamprocessor.command.Controls;
import io.tocsin.streamprocessor.control.GeneratedGroup;
import io.tocsin.streamprocessor.control.KillSwitch;
import io.tocsin.streamprocessor.rules.CommandControls;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The section {@code commands:} of the configuration, which becomes a rule group that records it: so it is part of the
 * log, and what is decided on it a function of the log. Evaluated each second, so that what is decided at a whole second
 * knows it.
 */
record CommandSettings(boolean enabled, boolean dryRun, List<String> dryRunCommands, int maxPerHour) {

    private static final int MOST_PER_HOUR = 10_000;

    /** @param section where it is absent the group has no recordings: then the log's own stays as it is */
    static GeneratedGroup read(YamlNode section) {
        GeneratedGroup group = new GeneratedGroup(KillSwitch.GROUP, KillSwitch.INTERVAL);
        if (section.isPresent()) {
            settings(section).into(group);
        }
        return group;
    }

    private static CommandSettings settings(YamlNode section) {
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

    private void into(GeneratedGroup group) {
        record(group, CommandControls.ENABLED, enabled ? 1 : 0, Map.of());
        record(group, CommandControls.MAX_PER_HOUR, maxPerHour, Map.of());
        record(group, CommandControls.DRY_RUN, dryRun ? 1 : 0, Map.of());
        for (String command : dryRunCommands.stream().distinct().sorted().toList()) {
            record(group, CommandControls.DRY_RUN, 1, Map.of(CommandControls.COMMAND_LABEL, command));
        }
    }

    private static void record(GeneratedGroup group, String name, int value, Map<String, String> labels) {
        GeneratedGroup _ = group.with(name, "vector(" + value + ")", labels);
    }
}
