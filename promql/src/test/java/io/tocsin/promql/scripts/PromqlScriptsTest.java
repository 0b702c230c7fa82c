package io.tocsin.promql.scripts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tocsin.promql.PromqlException;
import io.tocsin.promql.UnsupportedException;
import io.tocsin.promql.ast.Expr;
import io.tocsin.promql.ast.Selector;
import io.tocsin.promql.ast.ValueType;
import io.tocsin.promql.eval.Engine;
import io.tocsin.promql.eval.EvalOptions;
import io.tocsin.promql.eval.Grid;
import io.tocsin.promql.eval.Matrix;
import io.tocsin.promql.eval.Result;
import io.tocsin.promql.parse.ParseOptions;
import io.tocsin.promql.parse.PromqlParser;
import io.tocsin.promql.plan.Distributed;
import io.tocsin.promql.series.MemorySeries;
import io.tocsin.schemas.frame.RecordKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs every script of a folder: that of the system property {@code promql.scripts}, by default our own and, where they are,
 * the shared ones. What a script needs and we do not have is counted by name and printed, never passed over in silence.
 */
final class PromqlScriptsTest {

    /** Experimental functions of Prometheus outside what this engine sets out to do. */
    private static final Set<String> NOT_OURS = Set.of("info", "start_timestamp");

    private static final Set<String> OF_THE_QUERY = Set.of("start", "end", "step", "range");
    private static final Map<String, Integer> UNSUPPORTED = new TreeMap<>();

    private final Engine engine = new Engine();

    @TestFactory
    Stream<DynamicNode> scripts() {
        return folders().stream().flatMap(PromqlScriptsTest::files).map(this::container);
    }

    @AfterAll
    static void printWhatIsMissing() {
        UNSUPPORTED.forEach(
                (feature, count) -> System.out.println("not supported: " + feature + ": " + count + " evals"));
    }

    private static List<Path> folders() {
        String given = System.getProperty("promql.scripts", "");
        if (!given.isEmpty()) {
            return List.of(Path.of(given));
        }
        return List.of(
                Path.of("src/test/resources/scripts"),
                Path.of(System.getProperty("conformance.dir", "."), "promqltest"));
    }

    private static Stream<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            System.out.println("no scripts in " + folder);
            return Stream.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".test")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private DynamicNode container(Path file) {
        Script script = Script.read(file);
        List<DynamicTest> tests = new ArrayList<>();
        List<Script.Command> loads = new ArrayList<>();
        for (Script.Command command : script.commands()) {
            switch (command.word()) {
                case "clear" -> loads = new ArrayList<>();
                case "load", "load_with_nhcb" -> {
                    loads = new ArrayList<>(loads);
                    loads.add(command);
                }
                default -> {
                    List<Script.Command> visible = loads;
                    String name = file.getFileName() + ":" + command.line() + " " + command.text();
                    tests.add(DynamicTest.dynamicTest(name, () -> run(script, command, visible)));
                }
            }
        }
        return DynamicContainer.dynamicContainer(file.getFileName().toString(), tests);
    }

    private void run(Script script, Script.Command command, List<Script.Command> loads) {
        EvalCase expected = new EvalCase(command);
        Fixture fixture = new Fixture();
        loads.forEach(fixture::load);
        Optional<String> missing = missing(expected, fixture);
        if (missing.isPresent()) {
            UNSUPPORTED.merge(missing.get() + ", " + script.file().getFileName(), 1, Integer::sum);
            return;
        }
        try {
            check(expected, fixture.series());
        } catch (UnsupportedException e) {
            // Only the evaluation itself can tell whether it touches a native histogram.
            UNSUPPORTED.merge("native histograms, " + script.file().getFileName(), 1, Integer::sum);
        }
    }

    private void check(EvalCase expected, MemorySeries series) {
        if (expected.fails) {
            assertFails(expected, series);
            return;
        }
        Expr expr = parse(expected);
        new Expectation(expected).check(evaluate(expr, expected.grid, series));
        aroundItsInstant(expr, expected, series);
        overPartitions(expr, expected, series);
    }

    private static Expr parse(EvalCase expected) {
        return PromqlParser.parse(expected.query, ParseOptions.EXPERIMENTAL);
    }

    private Result evaluate(Expr expr, Grid grid, MemorySeries series) {
        return engine.evaluate(expr, grid, series, EvalOptions.defaults());
    }

    private void assertFails(EvalCase expected, MemorySeries series) {
        PromqlException error =
                catchThrowableOfType(PromqlException.class, () -> evaluate(parse(expected), expected.grid, series));
        assertThat(error).as("an error").isNotNull();
        if (error instanceof UnsupportedException unsupported) {
            throw unsupported;
        }
        String message = String.valueOf(error.getMessage());
        for (EvalCase.Message wanted : expected.failures) {
            assertThat(wanted.matches(message, message))
                    .as("%s for %s", message, wanted)
                    .isTrue();
        }
    }

    /** As upstream does it: an instant query is the middle step of a range query. */
    private void aroundItsInstant(Expr expr, EvalCase expected, MemorySeries series) {
        boolean comparable = expected.instant
                && !expected.ordered
                && expr.type() == ValueType.INSTANT_VECTOR
                && Expressions.functions(expr).stream().noneMatch(OF_THE_QUERY::contains)
                && !expected.query.matches("(?s).*\\b(start|end|step|range)\\(\\).*");
        if (!comparable) {
            return;
        }
        long at = expected.grid.startMillis();
        Result range = evaluate(expr, new Grid(at - 60_000, at + 60_000, 60_000), series);
        new Expectation(expected).check(new Result(middle((Matrix) range.value()), range.annotations()));
    }

    /** Leaves over three partitions, finished at the root. */
    private static void overPartitions(Expr expr, EvalCase expected, MemorySeries series) {
        if (expr.type() == ValueType.RANGE_VECTOR) {
            return;
        }
        Distributed distributed =
                new Distributed(3, labels -> Math.floorMod(RecordKeys.of(labels).hashCode(), 3));
        Result result = distributed.evaluate(expr, expected.grid, series, EvalOptions.defaults());
        // Leaves have annotations of their own.
        new Expectation(expected).checkValue(result.value());
    }

    private static Matrix middle(Matrix matrix) {
        Grid instant = Grid.instant(matrix.grid().at(1));
        List<Matrix.Row> rows = matrix.series().stream()
                .filter(row -> row.present().get(1))
                .map(row -> new Matrix.Row(
                        row.labels(),
                        false,
                        new double[] {row.values()[1]},
                        row.present().get(1, 2)))
                .toList();
        return new Matrix(instant, rows);
    }

    private static Optional<String> missing(EvalCase expected, Fixture fixture) {
        Expr expr;
        try {
            expr = parse(expected);
        } catch (PromqlException e) {
            return Optional.empty();
        }
        for (String function : Expressions.functions(expr)) {
            if (NOT_OURS.contains(function)) {
                return Optional.of("function " + function);
            }
        }
        for (Selector selector : Expressions.selectors(expr)) {
            Optional<String> missing = fixture.missingFor(selector);
            if (missing.isPresent()) {
                return missing;
            }
        }
        return Optional.empty();
    }
}
