package io.tocsin.standalone.bench;

import io.tocsin.schemas.config.Durations;
import io.tocsin.standalone.cli.Numbers;
import picocli.CommandLine.Option;

/** How much history a measurement writes first. */
final class HistoryOptions {
    @Option(names = "--series", paramLabel = "N", defaultValue = "50000", description = "Default: ${DEFAULT-VALUE}.")
    private int series = 50_000;

    @Option(names = "--hours", paramLabel = "N", defaultValue = "6", description = "Default: ${DEFAULT-VALUE}.")
    private double hours = 6;

    @Option(names = "--step", paramLabel = "TIME", defaultValue = "15s", description = "Default: ${DEFAULT-VALUE}.")
    private String step = "15s";

    @Option(
            names = "--rules",
            paramLabel = "N",
            defaultValue = "20",
            description = "Evaluated every 15 s (default: ${DEFAULT-VALUE}).")
    private int rules = 20;

    PreparedLog prepare(Workspace workspace) {
        return new PreparedLog(workspace, new History.Shape(series, Durations.parse(step)), hours, RuleLoad.of(rules));
    }

    String described(PreparedLog log) {
        return series + " series, " + Durations.format(log.span()) + " of samples every " + step + " ("
                + Numbers.compact((double) log.samples()) + "), " + rules + " rules every 15 s";
    }
}
