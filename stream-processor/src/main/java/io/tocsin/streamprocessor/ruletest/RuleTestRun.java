package io.tocsin.streamprocessor.ruletest;

import io.tocsin.promql.PromqlException;
import io.tocsin.promql.eval.EvalOptions;
import io.tocsin.promql.series.SeriesSource;
import io.tocsin.schemas.config.Durations;
import io.tocsin.schemas.labels.Labels;
import io.tocsin.streamprocessor.alert.AlertState;
import io.tocsin.streamprocessor.root.SoloRoot;
import io.tocsin.streamprocessor.rules.RuleVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * One run of one test. As in promtool every group is evaluated at the file's interval from the start on, alerts are
 * looked at as they stood after the last evaluation, and queries come when all of that is over.
 */
final class RuleTestRun {

    private final RuleTestFile file;
    private final RuleTest test;
    private final TestSeries series;
    private final SoloRoot root;
    private final List<RuleVersion> groups;
    private final long interval;
    private final long end;
    private SeriesSource visible;

    /** @param groups in the order of their evaluation */
    RuleTestRun(RuleTestFile file, RuleTest test, TestSeries series, List<RuleVersion> groups) {
        this.file = file;
        this.test = test;
        this.series = series;
        this.visible = series.through(test.start());
        // Prometheus' default step of subqueries is its global evaluation interval, which is the test's here.
        this.root = new SoloRoot(
                EvalOptions.defaults().withDefaultStep(file.evaluationInterval().toMillis()));
        this.interval = file.evaluationInterval().toMillis();
        this.end = test.start() + test.longest().toMillis();
        this.groups = groups;
    }

    List<RuleTestResult> run() {
        Map<RuleTest.AlertCase, RuleTestResult> alerts = new LinkedHashMap<>();
        test.alerts().forEach(each -> alerts.put(each, result(each, Optional.empty())));
        Map<String, RuleTestResult> failures = new LinkedHashMap<>();
        for (long instant = test.start(); instant <= end; instant += interval) {
            evaluate(instant).forEach(failure -> failures.putIfAbsent(failure.what(), failure));
            due(instant).forEach(each -> alerts.put(each, check(each)));
        }
        List<RuleTestResult> results = new ArrayList<>(failures.values());
        results.addAll(alerts.values());
        test.queries().forEach(query -> results.add(check(query)));
        return results.isEmpty()
                ? List.of(new RuleTestResult(title(), test.position(), "rules are evaluated", Optional.empty()))
                : results;
    }

    /** Runs until something fails. */
    Optional<RuleTestResult> firstFailure() {
        for (long instant = test.start(); instant <= end; instant += interval) {
            Optional<RuleTestResult> failure = Stream.concat(
                            evaluate(instant).stream(), due(instant).map(this::check))
                    .filter(result -> !result.passed())
                    .findFirst();
            if (failure.isPresent()) {
                return failure;
            }
        }
        return test.queries().stream()
                .map(this::check)
                .filter(result -> !result.passed())
                .findFirst();
    }

    /** The alerts that are looked at as they stand after an instant. */
    private Stream<RuleTest.AlertCase> due(long instant) {
        return test.alerts().stream().filter(each -> {
            long at = test.start() + each.at().toMillis();
            return at >= instant && at < instant + interval;
        });
    }

    /** @return the rules that cannot be evaluated */
    private List<RuleTestResult> evaluate(long instant) {
        visible = series.through(instant);
        List<RuleTestResult> failures = new ArrayList<>();
        for (RuleVersion group : groups) {
            for (SoloRoot.Failure failure : root.evaluate(group, instant, visible)) {
                String at = Durations.format(Duration.ofMillis(instant - test.start()));
                String what =
                        "rule " + failure.rule() + " of group " + group.name().group();
                Optional<String> why = Optional.of("cannot be evaluated at " + at + ": " + failure.message());
                failures.add(new RuleTestResult(title(), test.position(), what, why));
            }
        }
        return failures;
    }

    private String title() {
        return test.name().isEmpty() ? "test at line " + test.position().line() : test.name();
    }

    private RuleTestResult result(RuleTest.AlertCase of, Optional<String> failure) {
        String what = "alert " + of.alert() + " at " + Durations.format(of.at());
        return new RuleTestResult(title(), of.position(), what, failure);
    }

    private RuleTestResult check(RuleTest.AlertCase of) {
        List<String> expected = of.expected().stream()
                .map(each -> Shown.alert(each.labels(), each.annotations()))
                .toList();
        List<String> got = root.alerts(of.alert()).stream()
                .filter(alert -> alert.state() == AlertState.FIRING)
                .map(alert -> Shown.alert(alert.labels(), alert.annotations()))
                .toList();
        return result(of, Shown.difference(expected, got));
    }

    private RuleTestResult check(RuleTest.QueryCase of) {
        String what = "query " + of.text() + " at " + Durations.format(of.at());
        return new RuleTestResult(title(), of.position(), what, failure(of));
    }

    private Optional<String> failure(RuleTest.QueryCase of) {
        if (of.expected().stream().anyMatch(RuleTest.QueryCase.ExpectedSample::histogram)) {
            return Optional.of("native histograms are not supported");
        }
        SortedMap<Labels, Double> got;
        try {
            got = root.query(of.plan(), test.start() + of.at().toMillis(), visible);
        } catch (PromqlException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
        List<String> expectedLines = new ArrayList<>();
        List<String> gotLines = new ArrayList<>();
        got.forEach((labels, value) -> gotLines.add(Shown.sample(labels, value)));
        for (RuleTest.QueryCase.ExpectedSample each : of.expected()) {
            Double value = got.get(each.labels());
            double shown = value != null && isEqual(each.value(), value) ? value : each.value();
            expectedLines.add(Shown.sample(each.labels(), shown));
        }
        return Shown.difference(expectedLines, gotLines);
    }

    private boolean isEqual(double expected, double got) {
        if (Double.isNaN(expected) || Double.isNaN(got)) {
            return Double.isNaN(expected) && Double.isNaN(got);
        }
        return expected == got || (file.fuzzy() && (Math.nextUp(expected) == got || Math.nextDown(expected) == got));
    }
}
