package io.tocsin.promql.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.promql.PromqlException;
import io.tocsin.promql.ast.Expr;
import io.tocsin.promql.ast.ValueType;
import io.tocsin.promql.eval.Engine;
import io.tocsin.promql.eval.EvalOptions;
import io.tocsin.promql.eval.Grid;
import io.tocsin.promql.parse.ParseOptions;
import io.tocsin.promql.parse.PromqlParser;
import io.tocsin.promql.series.SeriesSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

final class FunctionCatalogueTest {

    private static final Path SPEC = Path.of(System.getProperty("conformance.dir", "."), "spec");
    private static final Path README = Path.of("README.md");

    @Test
    void shouldHaveExactlyPrometheusFunctions() throws IOException {
        Assumptions.assumeTrue(Files.isDirectory(SPEC), "no specification at " + SPEC);

        assertThat(names(false)).isEqualTo(lines("functions.txt"));
        assertThat(names(true)).isEqualTo(lines("functions-experimental.txt"));
    }

    private static Set<String> names(boolean experimentalOnly) {
        return FunctionCatalogue.all().stream()
                .filter(function -> function.experimental() || !experimentalOnly)
                .map(FunctionSignature::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> lines(String file) throws IOException {
        return new TreeSet<>(Files.readAllLines(SPEC.resolve(file)));
    }

    @Test
    void shouldSayWhatTheEngineCanEvaluate() {
        for (FunctionSignature function : FunctionCatalogue.all()) {
            assertThat(evaluates(function)).as(function.name()).isEqualTo(function.support() != Support.NONE);
        }
    }

    private static boolean evaluates(FunctionSignature function) {
        StringBuilder call = new StringBuilder(function.name()).append('(');
        for (int i = 0; i < function.required(); i++) {
            call.append(i == 0 ? "" : ", ").append(argument(function.parameter(i)));
        }
        Expr expr = PromqlParser.parse(call.append(')').toString(), ParseOptions.EXPERIMENTAL);
        try {
            new Engine().evaluate(expr, Grid.instant(0), SeriesSource.empty(), EvalOptions.defaults());
            return true;
        } catch (PromqlException e) {
            assertThat(e).hasMessageContaining("not supported");
            return false;
        }
    }

    private static String argument(ValueType type) {
        return switch (type) {
            case SCALAR -> "0.5";
            case STRING -> "\"a\"";
            case INSTANT_VECTOR -> "x";
            case RANGE_VECTOR -> "x[5m]";
        };
    }

    /** On failure: replace the table of the README by what the message shows. */
    @Test
    void shouldStandInTheReadme() throws IOException {
        List<String> rows = FunctionCatalogue.all().stream()
                .map(f -> "| `" + f + "` | " + f.result() + " | " + (f.experimental() ? "yes" : "") + " | "
                        + f.support() + " |")
                .toList();

        assertThat(Files.readString(README)).contains(String.join("\n", rows));
    }
}
