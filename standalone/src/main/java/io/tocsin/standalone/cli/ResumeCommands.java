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
    private SwitchOptions killSwitch = new SwitchOptions();

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for those who come after you.")
    private String reason = "";

    ResumeCommands(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        KillSwitch position = killSwitch.turn(false, reason);
        output.out()
                .println("commands go on since " + position.since()
                        + "; alerts that fired meanwhile give none, see `tocsin commands`");
        return 0;
    }
}
