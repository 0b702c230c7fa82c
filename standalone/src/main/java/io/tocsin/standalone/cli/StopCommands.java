package io.tocsin.standalone.cli;

import io.tocsin.standalone.cli.ProcessorApi.KillSwitch;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code commands stop}. */
@Command(
        mixinStandardHelpOptions = true,
        description =
                "The kill switch: alerts give no more commands, nor take any back. They are listed as suppressed.")
final class StopCommands implements Callable<Integer> {
    private final Output output;

    @Mixin
    private ApiOptions api = new ApiOptions();

    @Option(
            names = "--reason",
            required = true,
            paramLabel = "TEXT",
            description = "Why, for those who come after you.")
    private String reason = "";

    @Option(names = "--by", paramLabel = "NAME", description = "Who you are (default: ${DEFAULT-VALUE}).")
    private String by = System.getProperty("user.name", "unknown");

    StopCommands(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        try (ProcessorApi processor = api.connect()) {
            KillSwitch position = processor.turnKillSwitch(true, by, reason);
            output.out()
                    .println("commands are stopped since " + position.since() + "; `tocsin commands resume` ends it");
        }
        return 0;
    }
}
