package io.tocsin.streamprocessor.rulefiles;

import io.tocsin.promql.rules.CommandRequest;
import io.tocsin.schemas.config.YamlNode;
import io.tocsin.streamprocessor.command.Controls;
import io.tocsin.streamprocessor.control.GeneratedGroup;
import io.tocsin.streamprocessor.control.KillSwitch;
import io.tocsin.streamprocessor.rules.CommandControls;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The section {@code commands:}, what automatic responses are subject to. Evaluated each second, so that what is decided
 * at a whole second knows it.
 */
final class CommandSettings {
    private static final String GROUP = "tocsin-commands";
    private static final int MOST_PER_HOUR = 10_000;

    private CommandSettings() {}

    /** @param section may be absent: nothing is recorded, and the defaults hold */
    static GeneratedGroup read(YamlNode section) {
        section.allowOnly("enabled", "dry_run", "dry_run_commands", "max_per_hour");
        GeneratedGroup group = new GeneratedGroup(GROUP, KillSwitch.INTERVAL);
        if (!section.isPresent()) {
            return group;
        }
        int most = section.integer("max_per_hour", Controls.DEFAULT_MAX_PER_HOUR);
        if (most < 0 || most > MOST_PER_HOUR) {
            section.get("max_per_hour").problem("must be from 0 to " + MOST_PER_HOUR + ", is " + most);
        }
        group.with(CommandControls.ENABLED, number(section.bool("enabled", true)), Map.of());
        group.with(CommandControls.MAX_PER_HOUR, "vector(" + most + ")", Map.of());
        group.with(CommandControls.DRY_RUN, number(section.bool("dry_run", false)), Map.of());
        for (String command : dryRun(section)) {
            group.with(CommandControls.DRY_RUN, number(true), Map.of(CommandControls.COMMAND_LABEL, command));
        }
        return group;
    }

    private static SortedSet<String> dryRun(YamlNode section) {
        SortedSet<String> commands = new TreeSet<>();
        for (YamlNode command : section.list("dry_run_commands")) {
            String name = command.text();
            if (CommandRequest.isName(name)) {
                commands.add(name);
            } else {
                command.problem("\"" + name + "\" is not a command's name: capitals, digits and _, such as SCALE_OUT");
            }
        }
        return commands;
    }

    private static String number(boolean yes) {
        return yes ? "vector(1)" : "vector(0)";
    }
}
