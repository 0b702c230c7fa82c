package io.tocsin.promql.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.promql.ast.Expr;
import io.tocsin.promql.ast.Selector;
import io.tocsin.promql.eval.Engine;
import io.tocsin.promql.eval.EvalOptions;
import io.tocsin.promql.eval.Grid;
import io.tocsin.promql.rules.Rule;
import io.tocsin.promql.rules.RuleFile;
import io.tocsin.promql.series.MemorySeries;
import io.tocsin.schemas.config.Problems;
import io.tocsin.schemas.frame.RecordKeys;
import io.tocsin.schemas.labels.Labels;
import io.tocsin.schemas.labels.Matcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Rule files of other projects, where they are present: every expression is planned and evaluated, whole and split. */
final class ConformanceRulesEvaluationTest {

    private static final Path ROOT = Path.of(System.getProperty("conformance.dir", "."), "rules");
    private static final Grid GRID = new Grid(3_600_000, 3_660_000, 30_000);
    private static final EvalOptions OPTIONS = EvalOptions.defaults();

    @Test
    void shouldEvaluateWithoutError_whenThereIsNothing() throws IOException {
        List<Expr> expressions = expressions();
        for (Expr expr : expressions) {
            Outcome whole = whole(expr, new MemorySeries());

            assertThat(whole.failed()).as(expr.toString()).isFalse();
            assertThat(split(expr, new MemorySeries()).agrees(whole, 1e-12))
                    .as(expr.toString())
                    .isTrue();
        }
        assertThat(expressions).hasSizeGreaterThan(1000);
    }

    @Test
    void shouldAgreeWithTheWhole_whenThereAreSeries() throws IOException {
        List<Expr> expressions = expressions();
        int withValues = 0;
        int ambiguous = 0;
        for (Expr expr : expressions) {
            MemorySeries series = series(expr);

            Outcome whole = whole(expr, series);

            assertThat(split(expr, series).agrees(whole, 1e-12))
                    .as(expr.toString())
                    .isTrue();
            ambiguous += whole.failed() ? 1 : 0;
            withValues += whole.at(GRID.startMillis()).isEmpty() ? 0 : 1;
        }
        // Series made up for the selectors alone may match more than one partner; that error is the right answer.
        assertThat(ambiguous).isLessThan(expressions.size() / 10);
        assertThat(withValues).isGreaterThan(expressions.size() / 4);
    }

    private static Outcome whole(Expr expr, MemorySeries series) {
        return Outcome.of(GRID, () -> new Engine().evaluate(expr, GRID, series, OPTIONS));
    }

    private static Outcome split(Expr expr, MemorySeries series) {
        Distributed distributed =
                new Distributed(4, labels -> Math.floorMod(RecordKeys.of(labels).hashCode(), 4));
        return Outcome.of(GRID, () -> distributed.evaluate(expr, GRID, series, OPTIONS));
    }

    private static MemorySeries series(Expr expr) {
        MemorySeries series = new MemorySeries();
        int seed = 1;
        for (Selector selector : Analysis.of(expr, PlanOptions.defaults()).selectors()) {
            Labels labels = labels(selector);
            for (long at = 0; at <= GRID.endMillis(); at += 30_000) {
                series.add(labels, at, seed + at % 90_000 / 1000.0 + at / 7000.0);
            }
            seed++;
        }
        return series;
    }

    private static Labels labels(Selector selector) {
        Labels.Builder labels = Labels.builder();
        labels.set("job", "j").set("instance", "i");
        for (Matcher matcher : selector.matchers()) {
            String value = switch (matcher.type()) {
                case EQUAL -> matcher.value();
                case REGEX ->
                    matcher.value()
                            .replaceAll("\\|.*", "")
                            .replaceAll("[.][+*]", "x")
                            .replaceAll("[()?\\\\^$]", "");
                case NOT_EQUAL, NOT_REGEX -> labels.get(matcher.name());
            };
            labels.set(matcher.name(), value);
        }
        if (labels.get(Labels.METRIC_NAME).endsWith("_bucket")
                && labels.get("le").isEmpty()) {
            labels.set("le", "+Inf");
        }
        return labels.build();
    }

    private static List<Expr> expressions() throws IOException {
        Assumptions.assumeTrue(Files.isDirectory(ROOT), "no conformance rules at " + ROOT);
        List<Expr> expressions = new ArrayList<>();
        try (Stream<Path> all = Files.walk(ROOT)) {
            for (Path file :
                    all.filter(f -> f.toString().matches(".*\\.ya?ml")).sorted().toList()) {
                RuleFile parsed = RuleFile.parse(file.toString(), Files.readString(file), new Problems());
                parsed.groups()
                        .forEach(group -> group.rules().stream().map(Rule::expr).forEach(expressions::add));
            }
        }
        return expressions;
    }
}
