package io.tocsin.streamprocessor.ruletest.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.promql.ast.Expr;
import io.tocsin.promql.parse.ParseOptions;
import io.tocsin.promql.parse.PromqlParser;
import io.tocsin.promql.text.TextPosition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Expressions and all their mutants, from {@code expressions.txt}. */
class ExprMutationsTest {

    private static final Path FILE = Path.of("src/test/resources/mutation/expressions.txt");

    @TestFactory
    Stream<DynamicTest> shouldHaveTheseMutants() throws IOException {
        return Arrays.stream(Files.readString(FILE).split("\n\n", -1))
                .map(block -> block.lines()
                        .filter(line -> !line.startsWith("#"))
                        .map(String::strip)
                        .toList())
                .filter(lines -> !lines.isEmpty())
                .map(lines -> DynamicTest.dynamicTest(
                        lines.getFirst(),
                        () -> assertThat(mutants(lines.getFirst()))
                                .containsExactlyElementsOf(lines.subList(1, lines.size()))));
    }

    /** Each as {@code line:column from → to}, and, behind it, the changed expression. */
    private static List<String> mutants(String text) {
        Expr expr = PromqlParser.parse(text, ParseOptions.STABLE);
        return ExprMutations.of(expr, text, Duration.ofMinutes(1)).stream()
                .map(each -> TextPosition.of(text, each.place().start()) + " " + each.from() + " → " + each.to() + " | "
                        + each.expr())
                .toList();
    }
}
