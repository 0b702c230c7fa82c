package io.tocsin.promql.eval;

import io.tocsin.promql.ast.Span;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** Tells people whose {@code rate} is of something that is not named like a counter; once a name. */
final class CounterHint implements Consumer<String> {

    private static final Set<String> OF_COUNTERS = Set.of("rate", "increase");

    private final EvalContext context;
    private final boolean ofCounters;
    private final Span at;
    private final Set<String> seen = new HashSet<>();

    CounterHint(EvalContext context, String function, Span at) {
        this.context = context;
        this.ofCounters = OF_COUNTERS.contains(function);
        this.at = at;
    }

    @Override
    public void accept(String name) {
        if (ofCounters && !name.isEmpty() && !isCounterName(name) && seen.add(name)) {
            context.inform(
                    "metric might not be a counter, name does not end in _total/_sum/_count/_bucket: "
                            + LabelNames.quote(name),
                    at);
        }
    }

    private static boolean isCounterName(String name) {
        return name.endsWith("_total") || name.endsWith("_sum") || name.endsWith("_count") || name.endsWith("_bucket");
    }
}
