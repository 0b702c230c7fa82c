package io.tocsin.standalone.bench;

import io.tocsin.standalone.cli.Output;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code bench}: the commands of this package. */
@Command(
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Measure the whole product on this machine. Everything runs on data and ports of its own.",
        footer = {
            "",
            "Figures are of this machine at this moment: let nothing else run beside them. An aim is what the project"
                    + " wants to reach on two cores."
        })
public final class BenchCommand {
    private BenchCommand() {}

    public static CommandLine of(Output output) {
        return new CommandLine(new BenchCommand())
                .addSubcommand("latency", new LatencyBench(output))
                .addSubcommand("throughput", new ThroughputBench(output))
                .addSubcommand("scrape", new ScrapeBench(output))
                .addSubcommand("signals", new SignalsBench(output))
                .addSubcommand("recovery", new RecoveryBench(output))
                .addSubcommand("catchup", new CatchUpBench(output))
                .addSubcommand("load", new LoadBench(output))
                .addSubcommand("idle", new IdleBench(output))
                .addSubcommand("determinism", SeedBench.determinism(output))
                .addSubcommand("kills", SeedBench.kills(output));
    }
}
