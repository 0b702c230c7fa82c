package io.tocsin.standalone.cli;

import io.tocsin.standalone.cli.ProcessorApi.KillSwitch;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code commands resume}. */
@Command(
        mixinStandardHelpOptions = true,
        description = "Let alerts give commands again. What was suppressed is not made up for.")
final class ResumeCommands implements Callable<Integer> {
    private final Output output;

    @Mixin
    private ApiOptions api = new ApiOptions();

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for those who come after you.")
    private String reason = "";

    @Option(names = "--by", paramLabel = "NAME", description = "Who you are (default: ${DEFAULT-VALUE}).")
    private String by = System.getProperty("user.name", "unknown");

    ResumeCommands(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        try (ProcessorApi processor = api.connect()) {
            KillSwitch position = processor.turnKillSwitch(false, by, reason);
            output.out()
                    .println("commands go on since " + position.since()
                            + "; alerts that fired meanwhile give none, see `tocsin commands`");
        }
        return 0;
    }
}
