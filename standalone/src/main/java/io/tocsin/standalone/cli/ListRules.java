package io.tocsin.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
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
            for (JsonNode group : processor.groups()) {
                table.add(
                        group.path("namespace").asText(),
                        group.path("name").asText(),
                        Integer.toString(group.path("rules").size()),
                        Numbers.plain(group.path("interval").asDouble()) + "s",
                        group.path("version").asText(),
                        group.path("effectiveFrom").asText(),
                        group.path("source").asText());
            }
        }
        table.print(output.out());
        return 0;
    }
}
