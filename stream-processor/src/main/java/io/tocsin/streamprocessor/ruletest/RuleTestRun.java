package io.tocsin.streamprocessor.ruletest;

import io.tocsin.promql.PromqlException;
import io.tocsin.promql.eval.EvalOptions;
import io.tocsin.schemas.avro.RuleGroupVersion;
import io.tocsin.schemas.config.Durations;
import io.tocsin.schemas.labels.Labels;
import io.tocsin.streamprocessor.alert.AlertState;
import io.tocsin.streamprocessor.root.SoloRoot;
import io.tocsin.streamprocessor.rules.RuleVersion;
import io.tocsin.streamprocessor.rules.RuleVersionParser;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

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

    RuleTestRun(RuleTestFile file, RuleTest test) {
        this.file = file;
        this.test = test;
        this.series = new TestSeries(test);
        // Prometheus' default step of subqueries is its global evaluation interval, which is the test's here.
        this.root = new SoloRoot(
                EvalOptions.defaults().withDefaultStep(file.evaluationInterval().toMillis()));
        this.interval = file.evaluationInterval().toMillis();
        this.groups = ordered();
    }

    private List<RuleVersion> ordered() {
        List<RuleVersion> ordered = new ArrayList<>(
                SoloRoot.inOrder(file.groups().stream().map(this::parse).toList()));
        ordered.sort(Comparator.comparingInt(group -> {
            int at = file.groupOrder().indexOf(group.name().group());
            return at < 0 ? file.groupOrder().size() : at;
        }));
        return ordered;
    }

    private RuleVersion parse(RuleGroupVersion group) {
        return RuleVersionParser.standard()
                .parse(RuleGroupVersion.newBuilder(group)
                        .setExternalLabels(test.installation().externalLabels())
                        .setExternalUrl(test.installation().externalUrl())
                        .build());
    }

    List<RuleTestResult> run() {
        Map<RuleTest.AlertCase, RuleTestResult> alerts = new LinkedHashMap<>();
        test.alerts().forEach(each -> alerts.put(each, result(each, Optional.empty())));
        Map<String, String> failures = new LinkedHashMap<>();
        long end = test.start() + longest().toMillis();
        for (long instant = test.start(); instant <= end; instant += interval) {
            series.arriveThrough(instant);
            evaluate(instant, failures);
            for (RuleTest.AlertCase each : test.alerts()) {
                long at = test.start() + each.at().toMillis();
                if (at >= instant && at < instant + interval) {
                    alerts.put(each, check(each));
                }
            }
        }
        List<RuleTestResult> results = new ArrayList<>();
        failures.forEach((what, message) ->
                results.add(new RuleTestResult(title(), test.position(), what, Optional.of(message))));
        results.addAll(alerts.values());
        test.queries().forEach(query -> results.add(check(query)));
        return results.isEmpty()
                ? List.of(new RuleTestResult(title(), test.position(), "rules are evaluated", Optional.empty()))
                : results;
    }

    private Duration longest() {
        Duration longest = Duration.ZERO;
        for (RuleTest.AlertCase each : test.alerts()) {
            longest = each.at().compareTo(longest) > 0 ? each.at() : longest;
        }
        for (RuleTest.QueryCase each : test.queries()) {
            longest = each.at().compareTo(longest) > 0 ? each.at() : longest;
        }
        return longest;
    }

    /** Each rule's first failure. */
    private void evaluate(long instant, Map<String, String> failures) {
        for (RuleVersion group : groups) {
            for (SoloRoot.Failure failure : root.evaluate(group, instant, series)) {
                String at = Durations.format(Duration.ofMillis(instant - test.start()));
                failures.putIfAbsent(
                        "rule " + failure.rule() + " of group " + group.name().group(),
                        "cannot be evaluated at " + at + ": " + failure.message());
            }
        }
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
            got = root.query(of.plan(), test.start() + of.at().toMillis(), series);
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
