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
    private SwitchOptions killSwitch = new SwitchOptions();

    @Option(
            names = "--reason",
            required = true,
            paramLabel = "TEXT",
            description = "Why, for those who come after you.")
    private String reason = "";

    StopCommands(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        KillSwitch position = killSwitch.turn(true, reason);
        output.out().println("commands are stopped since " + position.since() + "; `tocsin commands resume` ends it");
        return 0;
    }
}
