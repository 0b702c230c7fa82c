package io.tocsin.promql.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.promql.eval.Annotation;
import io.tocsin.promql.eval.Grid;
import io.tocsin.promql.eval.Matrix;
import io.tocsin.promql.eval.Result;
import io.tocsin.promql.eval.Value;
import io.tocsin.promql.series.SeriesNotation;
import io.tocsin.schemas.labels.Labels;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Compares results with what a script expects; numbers to a millionth, as the language's own tests do. */
final class Expectation {

    private static final double TOLERANCE = 1e-6;

    private final EvalCase expected;

    Expectation(EvalCase expected) {
        this.expected = expected;
    }

    void check(Result result) {
        checkValue(result.value());
        checkAnnotations(result);
    }

    void checkValue(Value value) {
        switch (value) {
            case Value.Text text -> assertThat(text.text()).isEqualTo(expected.text.orElse("no string"));
            case Value.Scalar scalar -> checkScalar(scalar.values());
            case Value.RangeVector ranges -> checkRanges(ranges);
            case Matrix matrix -> checkMatrix(matrix);
        }
    }

    private void checkScalar(double[] values) {
        if (expected.scalar.isPresent()) {
            for (double value : values) {
                assertThat(near(value, expected.scalar.get()))
                        .as(value + " for " + expected.scalar.get())
                        .isTrue();
            }
        } else {
            assertThat(expected.expectedLines)
                    .as("expected something other than a scalar")
                    .hasSize(1);
            SeriesNotation line = SeriesNotation.parse(expected.expectedLines.getFirst());
            assertThat(values.length).isEqualTo(line.values().length);
        }
    }

    private void checkRanges(Value.RangeVector ranges) {
        Grid grid = expected.rangeVector.orElseThrow();
        List<String> actual = new ArrayList<>();
        ranges.series().forEach(series -> {
            for (int i = 0; i < series.timestamps().length; i++) {
                actual.add(series.labels() + " " + series.values()[i] + " @" + series.timestamps()[i]);
            }
        });
        List<String> wanted = new ArrayList<>();
        for (String text : expected.expectedLines) {
            SeriesNotation line = SeriesNotation.parse(text);
            line.present().stream()
                    .forEach(i -> wanted.add(line.labels() + " " + line.values()[i] + " @" + grid.at(i)));
        }
        assertThat(actual).containsExactlyInAnyOrderElementsOf(wanted);
    }

    private void checkMatrix(Matrix matrix) {
        List<String> actual = new ArrayList<>();
        matrix.series()
                .forEach(
                        row -> actual.add(row.labels() + text(row, matrix.grid().size())));
        List<Matrix.Row> rows = new ArrayList<>(matrix.series());
        List<SeriesNotation> lines = new ArrayList<>();
        for (String text : expected.expectedLines) {
            SeriesNotation line = SeriesNotation.parse(text);
            if (!line.present().isEmpty()) {
                lines.add(line);
            }
        }
        assertThat(actual).as("series").hasSize(lines.size());
        if (!expected.ordered) {
            rows.sort(Comparator.comparing(Matrix.Row::labels));
            lines.sort(Comparator.comparing(SeriesNotation::labels));
        }
        for (int i = 0; i < rows.size(); i++) {
            Labels wanted = lines.get(i).labels();
            assertThat(rows.get(i).labels()).as("got %s", actual).isEqualTo(wanted);
            assertThat(same(rows.get(i), lines.get(i), matrix.grid().size()))
                    .as("expected %s, got %s", expected.expectedLines, actual)
                    .isTrue();
        }
    }

    private static String text(Matrix.Row row, int steps) {
        StringBuilder out = new StringBuilder();
        for (int step = 0; step < steps; step++) {
            out.append(' ').append(row.present().get(step) ? String.valueOf(row.values()[step]) : "_");
        }
        return out.toString();
    }

    /** Steps beyond those a script names are not compared, as upstream has it for notations like {@code 1x8}. */
    private static boolean same(Matrix.Row row, SeriesNotation line, int steps) {
        for (int step = 0; step < steps; step++) {
            boolean wanted = line.present().get(step);
            if (row.present().get(step) != wanted || (wanted && !near(row.values()[step], line.values()[step]))) {
                return false;
            }
        }
        return true;
    }

    private static boolean near(double actual, double wanted) {
        if (Double.isNaN(actual) || Double.isNaN(wanted)) {
            return Double.isNaN(actual) && Double.isNaN(wanted);
        }
        double difference = Math.abs(actual - wanted);
        return actual == wanted || difference <= TOLERANCE * (Math.abs(actual) + Math.abs(wanted));
    }

    private void checkAnnotations(Result result) {
        for (Annotation.Level level : Annotation.Level.values()) {
            List<Annotation> got = result.annotations().list().stream()
                    .filter(annotation -> annotation.level() == level)
                    .toList();
            if (expected.forbids(level)) {
                assertThat(got).as("no " + level).isEmpty();
            }
            if (expected.wants(level)) {
                assertThat(got).as(level + " expected").isNotEmpty();
            }
            for (EvalCase.Message message : expected.messages(level)) {
                assertThat(got)
                        .as("%s", message)
                        .anyMatch(annotation -> message.matches(annotation.text(), annotation.render(expected.query)));
            }
        }
    }
}
