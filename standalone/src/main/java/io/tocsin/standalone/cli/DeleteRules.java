package io.tocsin.standalone.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rules delete}. */
@Command(
        mixinStandardHelpOptions = true,
        description = "Remove rule groups from the log of a running instance. Their alerts resolve and say why.")
final class DeleteRules implements Callable<Integer> {
    private final Output output;

    @Mixin
    private ApiOptions api = new ApiOptions();

    @Parameters(arity = "1..*", paramLabel = "GROUP", description = "Names of groups, as `rules list` shows them.")
    private List<String> groups = List.of();

    @Option(
            names = "--namespace",
            paramLabel = "NAME",
            description = "Where the groups are (default: ${DEFAULT-VALUE}).",
            defaultValue = "default")
    private String namespace = "default";

    DeleteRules(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        try (ProcessorApi processor = api.connect()) {
            for (String group : groups) {
                processor.delete(namespace, group);
                output.out().println(group + ": deleted");
            }
        }
        return 0;
    }
}
