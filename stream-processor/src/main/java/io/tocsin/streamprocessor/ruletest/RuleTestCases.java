package io.tocsin.streamprocessor.ruletest;

import io.tocsin.promql.PromqlException;
import io.tocsin.promql.ast.Expr;
import io.tocsin.promql.parse.ParseOptions;
import io.tocsin.promql.parse.PromqlParser;
import io.tocsin.promql.plan.PlanOptions;
import io.tocsin.promql.plan.Planner;
import io.tocsin.promql.series.SeriesNotation;
import io.tocsin.schemas.config.Problems;
import io.tocsin.schemas.config.YamlNode;
import io.tocsin.schemas.labels.Labels;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads one test of a file. */
final class RuleTestCases {

    private static final String ALERT_NAME = "alertname";

    private final YamlNode node;
    private final Problems problems;

    RuleTestCases(YamlNode node, Problems problems) {
        this.node = node;
        this.problems = problems;
    }

    /** @param interval of the samples */
    RuleTest read(Duration interval) {
        node.allowOnly(
                "name",
                "interval",
                "start_timestamp",
                "input_series",
                "alert_rule_test",
                "promql_expr_test",
                "external_labels",
                "external_url");
        List<RuleTest.Input> inputs = new ArrayList<>();
        node.list("input_series").forEach(series -> input(series).ifPresent(inputs::add));
        List<RuleTest.AlertCase> alerts =
                node.list("alert_rule_test").stream().map(this::alertCase).toList();
        List<RuleTest.QueryCase> queries = new ArrayList<>();
        node.list("promql_expr_test").forEach(query -> queryCase(query).ifPresent(queries::add));
        RuleTest.Installation installation =
                new RuleTest.Installation(node.stringMap("external_labels"), node.string("external_url", ""));
        return new RuleTest(
                node.string("name", ""), node.position(), start(), interval, installation, inputs, alerts, queries);
    }

    /** Seconds since 1970, or RFC 3339. */
    private long start() {
        String text = node.string("start_timestamp", "0");
        try {
            return text.matches("-?[0-9]+(\\.[0-9]+)?")
                    ? new BigDecimal(text).movePointRight(3).toBigInteger().longValueExact()
                    : OffsetDateTime.parse(text).toInstant().toEpochMilli();
        } catch (DateTimeException | ArithmeticException _) {
            node.get("start_timestamp")
                    .problem("\"" + text + "\" is no time; write 2026-01-31T08:00:00Z or seconds since 1970");
            return 0;
        }
    }

    private Optional<RuleTest.Input> input(YamlNode series) {
        series.allowOnly("series", "values");
        String values = series.requiredString("values");
        Optional<Labels> labels = labels(series.get("series"), series.requiredString("series"));
        if (labels.isEmpty()) {
            return Optional.empty();
        }
        if (values.contains("{{")) {
            return Optional.of(new RuleTest.Input.Histograms(labels.get()));
        }
        try {
            return Optional.of(new RuleTest.Input.Floats(SeriesNotation.parse(labels.get(), values)));
        } catch (PromqlException e) {
            series.get("values").problem(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private static Optional<Labels> labels(YamlNode at, String text) {
        try {
            SeriesNotation series = SeriesNotation.parse(text);
            if (series.values().length == 0) {
                return Optional.of(series.labels());
            }
            at.problem("expected a series, such as up{job=\"a\"}, and nothing after it: " + text);
        } catch (PromqlException e) {
            at.problem(String.valueOf(e.getMessage()));
        }
        return Optional.empty();
    }

    private RuleTest.AlertCase alertCase(YamlNode at) {
        at.allowOnly("eval_time", "alertname", "exp_alerts");
        String alert = at.requiredString(ALERT_NAME);
        List<RuleTest.AlertCase.ExpectedAlert> expected = new ArrayList<>();
        for (YamlNode each : at.list("exp_alerts")) {
            each.allowOnly("exp_labels", "exp_annotations");
            Labels labels = Labels.of(each.stringMap("exp_labels")).with(ALERT_NAME, alert);
            expected.add(new RuleTest.AlertCase.ExpectedAlert(labels, each.stringMap("exp_annotations")));
        }
        return new RuleTest.AlertCase(at.position(), at.duration("eval_time", Duration.ZERO), alert, expected);
    }

    private Optional<RuleTest.QueryCase> queryCase(YamlNode at) {
        at.allowOnly("expr", "eval_time", "exp_samples");
        String text = at.requiredString("expr");
        List<RuleTest.QueryCase.ExpectedSample> expected = new ArrayList<>();
        for (YamlNode each : at.list("exp_samples")) {
            each.allowOnly("labels", "value", "histogram");
            String series = each.string("labels", "");
            Optional<Labels> labels = series.isBlank() ? Optional.of(Labels.EMPTY) : labels(each.get("labels"), series);
            boolean histogram = each.get("histogram").isPresent();
            double value = histogram ? 0 : value(each);
            labels.ifPresent(of -> expected.add(new RuleTest.QueryCase.ExpectedSample(of, value, histogram)));
        }
        try {
            Expr expr = PromqlParser.parse(text, ParseOptions.STABLE);
            return Optional.of(new RuleTest.QueryCase(
                    at.position(),
                    at.duration("eval_time", Duration.ZERO),
                    text,
                    Planner.plan(expr, PlanOptions.defaults()),
                    expected));
        } catch (PromqlException e) {
            at.get("expr").problem(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private double value(YamlNode sample) {
        YamlNode value = sample.get("value");
        if (!value.isPresent()) {
            return 0;
        }
        try {
            // YAML writes .inf and .nan, the notation of series inf and nan.
            return SeriesNotation.number(value.text().replaceFirst("(?i)^([+-]?)\\.(inf|nan)$", "$1$2"));
        } catch (PromqlException e) {
            problems.add(value.position(), value.path(), String.valueOf(e.getMessage()));
            return 0;
        }
    }
}
