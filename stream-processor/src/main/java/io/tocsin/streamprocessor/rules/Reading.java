package io.tocsin.streamprocessor.rules;

import io.tocsin.promql.ast.Selector;
import io.tocsin.schemas.avro.RuleKind;
import io.tocsin.schemas.labels.Labels;
import io.tocsin.schemas.labels.Matcher;
import java.util.List;

/** Which rules may read what others record, as far as names can tell. */
public final class Reading {

    private static final List<String> ALERT_SERIES = List.of("ALERTS", "ALERTS_FOR_STATE");

    private Reading() {}

    /** Whether a selector may select what a rule makes: its recorded series, or the series of its alerts. */
    public static boolean mayRead(Selector selector, PlannedRule recorder) {
        return recorder.definition().getKind() == RuleKind.RECORD
                ? matchesName(selector, recorder.definition().getName())
                : ALERT_SERIES.stream().anyMatch(name -> matchesName(selector, name));
    }

    private static boolean matchesName(Selector selector, String name) {
        for (Matcher matcher : selector.matchers()) {
            if (matcher.name().equals(Labels.METRIC_NAME) && !matcher.matches(name)) {
                return false;
            }
        }
        return true;
    }
}
