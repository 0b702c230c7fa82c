package io.tocsin.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.standalone.cli.ProcessorApi.KillSwitch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code commands}. */
@Command(
        mixinStandardHelpOptions = true,
        description =
                "Show the commands that alerts gave, newest first, and those that were suppressed; stop them all.")
final class ListCommands implements Callable<Integer> {
    private final Output output;

    @Mixin
    private ApiOptions api = new ApiOptions();

    @Option(names = "--name", paramLabel = "NAME", description = "Only commands of this name.")
    private Optional<String> name = Optional.empty();

    @Option(names = "--target", paramLabel = "TARGET", description = "Only commands for this target.")
    private Optional<String> target = Optional.empty();

    @Option(
            names = "--since",
            paramLabel = "T",
            description = "Only commands of this time or later: 2026-01-31T08:00:00Z or seconds since 1970.")
    private Optional<String> since = Optional.empty();

    ListCommands(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        try (ProcessorApi processor = api.connect()) {
            KillSwitch position = processor.killSwitch();
            if (position.stopped()) {
                output.out()
                        .println(Table.printable(
                                "stopped by " + position.by() + " at " + position.since() + ": " + position.reason()));
            }
            JsonNode commands = processor.commands(
                    name.orElse(""),
                    target.orElse(""),
                    since.map(time -> Times.parse(time).toString()).orElse(""));
            if (commands.isEmpty()) {
                output.out().println("no commands");
            } else {
                table(commands).print(output.out());
            }
        }
        return 0;
    }

    private static Table table(JsonNode commands) {
        Table table = new Table("TIME", "COMMAND", "TARGET", "STATE", "ALERT", "VALUE", "LABELS");
        for (JsonNode command : commands) {
            table.add(
                    command.path("at").asText(),
                    command.path("name").asText(),
                    command.path("target").asText(),
                    state(command),
                    command.path("rule").asText(),
                    Numbers.rounded(command.path("value").asText()),
                    AlertLabels.text(command.path("labels")));
        }
        return table;
    }

    private static String state(JsonNode command) {
        List<String> parts = new ArrayList<>(List.of(command.path("state").asText()));
        if (command.has("suppressed")) {
            parts.add("(" + command.path("suppressed").asText() + ")");
        }
        if (command.has("reversalOf")) {
            parts.add("(reversal)");
        }
        return String.join(" ", parts);
    }
}
