package io.tocsin.standalone;

import io.tocsin.schemas.config.ConfigException;
import io.tocsin.schemas.topics.TopicSetupException;
import io.tocsin.standalone.bench.BenchCommand;
import io.tocsin.standalone.cli.Commands;
import io.tocsin.standalone.cli.Failure;
import io.tocsin.standalone.cli.Output;
import io.tocsin.standalone.demo.DemoCommand;
import io.tocsin.standalone.kafka.KafkaStartException;
import io.tocsin.standalone.replay.ReplayCommand;
import io.tocsin.standalone.sink.SinkCommand;
import io.tocsin.standalone.up.UpCommand;
import java.time.InstantSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;

/** The {@code tocsin} command. */
@Command(
        name = "tocsin",
        mixinStandardHelpOptions = true,
        version = "Tocsin 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        description = "Alerting on an event log: the same log and the same rules always give the same alerts.")
public final class Tocsin {
    private Tocsin() {}

    public static void main(String[] arguments) {
        System.exit(run(Output.standard(), arguments));
    }

    /** @return the exit code: 0 done, 1 not done (the reason is on {@code err}), 2 not understood; some have more */
    public static int run(Output output, String... arguments) {
        CommandLine line = new CommandLine(new Tocsin())
                .addSubcommand("up", new UpCommand())
                .addSubcommand("demo", new DemoCommand(output, InstantSource.system()))
                .addSubcommand("rules", Commands.rules(output))
                .addSubcommand("alerts", Commands.alerts(output))
                .addSubcommand("commands", Commands.commands(output))
                .addSubcommand("replay", new ReplayCommand(output))
                .addSubcommand("sink", new SinkCommand(output))
                .addSubcommand("bench", BenchCommand.of(output));
        return line.setOut(Output.writer(output.out()))
                .setErr(Output.writer(output.err()))
                .setExecutionExceptionHandler(failures(output))
                .execute(arguments);
    }

    /** Failures are told in their own words; anything else is a bug of ours and keeps its stack trace. */
    private static IExecutionExceptionHandler failures(Output output) {
        return (exception, _, _) -> {
            switch (exception) {
                case Failure _, ConfigException _, KafkaStartException _, TopicSetupException _ ->
                    output.err().println("tocsin: " + exception.getMessage());
                default -> exception.printStackTrace(output.err());
            }
            return 1;
        };
    }
}
