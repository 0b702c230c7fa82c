package io.tocsin.standalone.cli;

import io.tocsin.standalone.cli.ProcessorApi.KillSwitch;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whose kill switch is turned, and by whom. */
final class SwitchOptions {
    @Mixin
    private ApiOptions api = new ApiOptions();

    @Option(names = "--by", paramLabel = "NAME", description = "Who you are (default: ${DEFAULT-VALUE}).")
    private String by = System.getProperty("user.name", "unknown");

    /** @return where it stands now */
    KillSwitch turn(boolean stopped, String reason) {
        try (ProcessorApi processor = api.connect()) {
            return processor.turnKillSwitch(stopped, by, reason);
        }
    }
}
