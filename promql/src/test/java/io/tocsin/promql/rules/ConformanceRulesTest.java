package io.tocsin.promql.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.promql.ast.PrettyPrinter;
import io.tocsin.promql.parse.ParseOptions;
import io.tocsin.promql.parse.PromqlParser;
import io.tocsin.schemas.config.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Rule files of other projects, where they are present. */
final class ConformanceRulesTest {

    private static final Path ROOT = Path.of(System.getProperty("conformance.dir", "."));

    @Test
    void shouldParseAndPrintBack_whenInUseElsewhere() throws IOException {
        List<Path> files = files("rules");
        int rules = 0;

        for (Path file : files) {
            Problems problems = new Problems();
            RuleFile parsed = RuleFile.parse(file.toString(), Files.readString(file), problems);
            assertThat(problems.list()).isEmpty();
            rules += parsed.groups().stream().mapToInt(g -> g.rules().size()).sum();
            Problems again = new Problems();
            assertThat(RuleFile.parse("again", parsed.toYaml(), again).toYaml()).isEqualTo(parsed.toYaml());
            assertThat(again.list()).isEmpty();
            parsed.groups().forEach(group -> group.rules().forEach(ConformanceRulesTest::checkPrinting));
        }

        assertThat(rules).isGreaterThan(1000);
    }

    private static void checkPrinting(Rule rule) {
        assertThat(PromqlParser.parse(rule.expr().toString(), ParseOptions.STABLE))
                .isEqualTo(rule.expr());
        assertThat(PromqlParser.parse(PrettyPrinter.print(rule.expr(), 60), ParseOptions.STABLE))
                .isEqualTo(rule.expr());
    }

    @Test
    void shouldAcceptGoodAndRefuseBad_whenPrometheusDoes() throws IOException {
        for (Path file : files("rulefmt")) {
            // Bad only under the naming rules before UTF-8.
            boolean legacy = file.toString().contains("legacy_validation");
            Problems problems = new Problems();

            RuleFile.parse(file.getFileName().toString(), Files.readString(file), problems);

            boolean bad = file.toString().endsWith(".bad.yaml") && !legacy;
            assertThat(problems.isEmpty()).as(file + ": " + problems.list()).isEqualTo(!bad);
        }
    }

    private static List<Path> files(String folder) throws IOException {
        Path root = ROOT.resolve(folder);
        Assumptions.assumeTrue(Files.isDirectory(root), "no conformance files at " + root);
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(
                            f -> f.toString().endsWith(".yaml") || f.toString().endsWith(".yml"))
                    .sorted()
                    .toList();
        }
    }
}
