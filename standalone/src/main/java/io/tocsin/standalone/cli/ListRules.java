package io.tocsin.standalone.cli;

import io.tocsin.standalone.cli.ProcessorApi.Group;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code rules list}. */
@Command(
        mixinStandardHelpOptions = true,
        description = "Show the rule groups of a running instance, and where each came from.")
final class ListRules implements Callable<Integer> {
    private final Output output;

    @Mixin
    private ApiOptions api = new ApiOptions();

    ListRules(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        Table table = new Table("NAMESPACE", "GROUP", "RULES", "INTERVAL", "VERSION", "EFFECTIVE FROM", "SOURCE");
        try (ProcessorApi processor = api.connect()) {
            for (Group group : processor.groups()) {
                table.add(
                        group.namespace(),
                        group.name(),
                        Integer.toString(group.rules()),
                        Numbers.plain(group.intervalSeconds()) + "s",
                        Long.toString(group.version()),
                        group.effectiveFrom().isEmpty() ? "at once" : group.effectiveFrom(),
                        group.source());
            }
        }
        table.print(output.out());
        return 0;
    }
}
