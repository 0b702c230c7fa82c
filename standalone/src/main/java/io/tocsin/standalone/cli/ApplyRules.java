package io.tocsin.standalone.cli;

import io.tocsin.schemas.config.Problems;
import io.tocsin.standalone.cli.ProcessorApi.Applied;
import io.tocsin.standalone.cli.ProcessorApi.RuleText;
import io.tocsin.streamprocessor.rulefiles.RuleFileSet;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rules apply}. */
@Command(
        mixinStandardHelpOptions = true,
        description = "Write rule files to the log of a running instance. What is just so already stays as it is.")
final class ApplyRules implements Callable<Integer> {
    private final Output output;

    @Mixin
    private ApiOptions api = new ApiOptions();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Prometheus rule files.")
    private List<Path> files = List.of();

    @Option(
            names = "--at",
            paramLabel = "INSTANT",
            description =
                    "First instant the rules hold for: 2026-01-31T08:00:00Z or seconds since 1970 (default: the next).")
    private Optional<String> at = Optional.empty();

    @Option(
            names = "--namespace",
            paramLabel = "NAME",
            description = "Groups of one namespace see each other's recordings (default: ${DEFAULT-VALUE}).",
            defaultValue = "default")
    private String namespace = "default";

    ApplyRules(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        Optional<Instant> effectiveFrom = at.map(Times::parse);
        List<RuleText> texts = new ArrayList<>();
        Problems problems = new Problems();
        RuleFileSet set = new RuleFileSet(problems);
        for (Path file : files) {
            String text = TextFiles.read(file);
            set.add(file.toString(), text);
            texts.add(new RuleText(namespace, "rules apply " + file, text, effectiveFrom));
        }
        problems.throwIfAny();
        try (ProcessorApi processor = api.connect()) {
            texts.forEach(text -> processor.apply(text).forEach(this::report));
        }
        return 0;
    }

    private void report(Applied applied) {
        String what = applied.changed() ? "applied as version " : "is so already, version ";
        output.out().println(applied.group() + ": " + what + applied.version());
    }
}
