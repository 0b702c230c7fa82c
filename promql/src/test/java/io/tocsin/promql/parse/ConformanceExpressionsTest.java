package io.tocsin.promql.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.promql.ast.Expr;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Every expression of Prometheus' own test scripts, where they are present: it parses, and prints back to itself. */
final class ConformanceExpressionsTest {

    private static final Path SCRIPTS = Path.of(System.getProperty("conformance.dir", "."), "promqltest");
    private static final Pattern EVAL = Pattern.compile(
            "^eval(?:_\\w+)? (?:instant at \\S+|range from \\S+ to \\S+ step \\S+) (.*)$", Pattern.MULTILINE);

    /** What only a parser can refuse; other failures that scripts expect belong to the evaluation. */
    private static final Pattern REFUSED = Pattern.compile("(anchored|smoothed) modifier can only be used with");

    @Test
    void shouldParseAndPrintBack_whenScriptEvaluatesIt() throws IOException {
        Assumptions.assumeTrue(Files.isDirectory(SCRIPTS), "no conformance scripts at " + SCRIPTS);
        List<String> expressions = expressions();

        List<String> wrong = expressions.stream()
                .flatMap(ConformanceExpressionsTest::problem)
                .toList();

        assertThat(expressions).hasSizeGreaterThan(1000);
        assertThat(wrong).isEmpty();
    }

    private static Stream<String> problem(String text) {
        try {
            Expr expr = PromqlParser.parse(text, ParseOptions.EXPERIMENTAL);
            Expr again = PromqlParser.parse(expr.toString(), ParseOptions.EXPERIMENTAL);
            return expr.equals(again) ? Stream.empty() : Stream.of(text + " -> " + expr + " -> " + again);
        } catch (ParseException e) {
            String message = String.valueOf(e.getMessage());
            return REFUSED.matcher(message).find() ? Stream.empty() : Stream.of(text + ": " + message);
        }
    }

    private static List<String> expressions() throws IOException {
        List<String> expressions = new ArrayList<>();
        try (Stream<Path> files = Files.list(SCRIPTS)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".test")).sorted().toList()) {
                Matcher matcher = EVAL.matcher(Files.readString(file));
                while (matcher.find()) {
                    expressions.add(matcher.group(1));
                }
            }
        }
        return expressions;
    }
}
