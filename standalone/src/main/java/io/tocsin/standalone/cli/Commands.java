package io.tocsin.standalone.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands of this package. */
public final class Commands {
    private Commands() {}

    @Command(
            mixinStandardHelpOptions = true,
            synopsisSubcommandLabel = "COMMAND",
            description = "Check, test, apply, delete and list alerting and recording rules.")
    private static final class Rules {}

    public static CommandLine rules(Output output) {
        return new CommandLine(new Rules())
                .addSubcommand("check", new CheckRules(output))
                .addSubcommand("test", new TestRules(output))
                .addSubcommand("mutate", new MutateRules(output))
                .addSubcommand("apply", new ApplyRules(output))
                .addSubcommand("delete", new DeleteRules(output))
                .addSubcommand("list", new ListRules(output));
    }

    public static CommandLine commands(Output output) {
        return new CommandLine(new ListCommands(output))
                .addSubcommand("stop", new StopCommands(output))
                .addSubcommand("resume", new ResumeCommands(output));
    }

    public static CommandLine alerts(Output output) {
        return new CommandLine(new ListAlerts(output));
    }
}
