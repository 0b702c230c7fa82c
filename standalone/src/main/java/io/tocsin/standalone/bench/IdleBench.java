package io.tocsin.standalone.bench;

import io.tocsin.schemas.config.Durations;
import io.tocsin.standalone.cli.Output;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench idle}. */
@Command(mixinStandardHelpOptions = true, description = "What `up` costs that is left alone, as it is configured.")
final class IdleBench implements Callable<Integer> {
    private static final Duration SETTLING = Duration.ofSeconds(60);

    private final Output output;

    @Option(names = "--time", paramLabel = "TIME", defaultValue = "5m", description = "Default: ${DEFAULT-VALUE}.")
    private String time = "5m";

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The configuration (default: config/tocsin.yml beside the launcher).")
    private Path config = Path.of(System.getProperty("tocsin.home", ""), "config", "tocsin.yml");

    IdleBench(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        Duration span = Durations.parse(time);
        Figures figures = new Figures(output.out());
        try (Workspace workspace = new Workspace();
                Product product = Product.start(workspace, config.toAbsolutePath(), 1)) {
            Duration start = product.cpu();
            Waiting.pause(SETTLING);
            Duration before = product.cpu();
            Waiting.pause(span);
            Duration used = product.cpu().minus(before);
            output.out()
                    .println(
                            "idle: `up`, left alone for " + Durations.format(span) + ", one minute after it was ready");
            figures.line("of one core", Figures.atMost(100.0 * used.toNanos() / span.toNanos(), 10, "%"));
            figures.line("memory", product.memory());
            figures.line("until ready", Figures.seconds(start) + " of CPU");
            figures.line("the minute after", Figures.seconds(before.minus(start)) + " of CPU");
        }
        return 0;
    }
}
