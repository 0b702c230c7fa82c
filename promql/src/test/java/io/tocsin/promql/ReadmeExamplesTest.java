package io.tocsin.promql;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.promql.ast.Expr;
import io.tocsin.promql.ast.PrettyPrinter;
import io.tocsin.promql.eval.Engine;
import io.tocsin.promql.eval.EvalOptions;
import io.tocsin.promql.eval.Grid;
import io.tocsin.promql.eval.Result;
import io.tocsin.promql.parse.ParseException;
import io.tocsin.promql.parse.ParseOptions;
import io.tocsin.promql.parse.PromqlParser;
import io.tocsin.promql.rules.RuleFile;
import io.tocsin.promql.series.Samples;
import io.tocsin.promql.series.SeriesSource;
import io.tocsin.promql.template.QueryFunction;
import io.tocsin.promql.template.Template;
import io.tocsin.promql.template.TemplateScope;
import io.tocsin.schemas.config.Problems;
import io.tocsin.schemas.labels.Labels;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The README's examples, compiled and run: each stands there word for word. */
final class ReadmeExamplesTest {

    private static final Path SOURCE =
            Path.of("src", "test", "java", "io", "tocsin", "promql", "ReadmeExamplesTest.java");

    private final StringBuilder printed = new StringBuilder();
    private final PrintStream out = new PrintStream(new java.io.OutputStream() {
        @Override
        public void write(int b) {
            printed.append((char) b);
        }
    });

    @Test
    void shouldEvaluate() throws IOException {
        // example 1
        // A source is one method: here, a counter that grows by 2 a second, sampled every 15 s.
        SeriesSource source = (selector, fromMillis, toMillis, visitor) -> {
            Labels labels = Labels.of("__name__", "requests_total", "job", "api");
            if (selector.matches(labels)) {
                long[] timestamps = {0, 15_000, 30_000, 45_000, 60_000};
                double[] values = {0, 30, 60, 90, 120};
                visitor.series(labels, new Samples().set(timestamps, values, 0, 5));
            }
        };
        Expr expr = PromqlParser.parse("sum by (job) (rate(requests_total[1m]))", ParseOptions.STABLE);
        Result result = new Engine().evaluate(expr, Grid.instant(60_000), source, EvalOptions.defaults());
        out.println(result.value());
        // end

        assertThat(printed).contains("job=\"api\"");
        assertReadme("example 1");
    }

    @Test
    void shouldExplainErrors() throws IOException {
        // example 2
        try {
            PromqlParser.parse("sum(rate(requests_total)) / cuont(up)", ParseOptions.STABLE);
        } catch (ParseException e) {
            out.println(e.getMessage());
        }
        out.println(PrettyPrinter.print(PromqlParser.parse("a + on(x)group_left b", ParseOptions.STABLE), 10));
        // end

        assertThat(Files.readString(Path.of("README.md"))).contains(printed.toString());
        assertReadme("example 2");
    }

    @Test
    void shouldReadRulesAndRenderTemplates() throws IOException {
        // example 3
        Problems problems = new Problems();
        RuleFile file = RuleFile.parse("disk.yml", """
            groups:
              - name: disk
                rules:
                  - alert: DiskFull
                    expr: free / size < 0.1
                    for: 5m
            """, problems);
        problems.throwIfAny(); // names every mistake as file:line:column
        out.println(file.groups().getFirst().rules().getFirst().expr());

        Template summary = Template.parse("summary", "{{ $labels.device }} has {{ $value | humanizePercentage }} left");
        Labels labels = Labels.of("device", "sda1");
        out.println(summary.render(TemplateScope.ofAlert(
                labels, Labels.EMPTY, "http://tocsin.example", 0.042, 60_000, QueryFunction.none())));
        // end

        assertThat(printed).hasToString("free / size < 0.1\nsda1 has 4.2% left\n");
        assertReadme("example 3");
    }

    private static void assertReadme(String example) throws IOException {
        List<String> body = Files.readAllLines(SOURCE).stream()
                .dropWhile(line -> !line.strip().equals("// " + example))
                .skip(1)
                .takeWhile(line -> !line.strip().equals("// end"))
                .map(line -> line.isEmpty() ? "" : line.substring(8))
                .toList();

        assertThat(Files.readString(Path.of("README.md"))).contains(String.join("\n", body));
    }
}
