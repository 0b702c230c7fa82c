package io.tocsin.streamprocessor.ruletest;

import io.tocsin.promql.plan.Plan;
import io.tocsin.promql.series.SeriesNotation;
import io.tocsin.schemas.config.Position;
import io.tocsin.schemas.labels.Labels;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * One test: series, and what is expected of the rules and of queries over them.
 *
 * @param name may be empty
 * @param start the instant of the first samples and of the first evaluation, in milliseconds; times below count from it
 * @param interval of the samples
 */
record RuleTest(
        String name,
        Position position,
        long start,
        Duration interval,
        Installation installation,
        List<Input> inputs,
        List<AlertCase> alerts,
        List<QueryCase> queries) {

    RuleTest {
        inputs = List.copyOf(inputs);
        alerts = List.copyOf(alerts);
        queries = List.copyOf(queries);
    }

    /** When the last expectation is due, from the start. */
    Duration longest() {
        return Stream.concat(
                        alerts.stream().map(AlertCase::at), queries.stream().map(QueryCase::at))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    /** The same test with fewer expectations. */
    RuleTest expecting(List<AlertCase> someAlerts, List<QueryCase> someQueries) {
        return new RuleTest(name, position, start, interval, installation, inputs, someAlerts, someQueries);
    }

    /** What templates know of the installation. */
    record Installation(SortedMap<String, String> externalLabels, String externalUrl) {}

    /** A series; one of native histograms is known by its labels only. */
    sealed interface Input {

        Labels labels();

        record Floats(SeriesNotation series) implements Input {
            @Override
            public Labels labels() {
                return series.labels();
            }
        }

        record Histograms(Labels labels) implements Input {}
    }

    /** The firing alerts that all rules of one name together have at a time. */
    record AlertCase(Position position, Duration at, String alert, List<ExpectedAlert> expected) {

        AlertCase {
            expected = List.copyOf(expected);
        }

        /**
         * One alert.
         *
         * @param labels with {@code alertname}
         */
        record ExpectedAlert(Labels labels, SortedMap<String, String> annotations) {}
    }

    /** What a query gives at a time. */
    record QueryCase(Position position, Duration at, String text, Plan plan, List<ExpectedSample> expected) {

        QueryCase {
            expected = List.copyOf(expected);
        }

        /**
         * One sample.
         *
         * @param histogram whether a native histogram is expected
         */
        record ExpectedSample(Labels labels, double value, boolean histogram) {}
    }
}
