package io.tocsin.collector.intake;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What was refused of one batch: every sample is counted by reason, and the first ones are named. Not thread-safe.
 */
public final class Refusals {

    /** Named one by one up to here; beyond it only counted, so that an answer stays readable and bounded. */
    static final int NAMED = 100;

    private final Map<Reason, Integer> counts = new EnumMap<>(Reason.class);
    private final List<String> named = new ArrayList<>();
    private int total;

    void add(Reason reason, String what, int samples) {
        counts.merge(reason, samples, Integer::sum);
        total += samples;
        if (named.size() < NAMED) {
            named.add(what + ": " + reason.text());
        }
    }

    public boolean isEmpty() {
        return total == 0;
    }

    /** Refused samples. */
    public int total() {
        return total;
    }

    /** Refused samples by reason. */
    public Map<Reason, Integer> counts() {
        return counts;
    }

    /** Whether some of it would be taken if it came later. */
    public boolean hasPace() {
        return counts.keySet().stream().anyMatch(reason -> reason.blame() == Reason.Blame.PACE);
    }

    /** For the sender: one line a refusal, the series and why; then what is not named, by reason. */
    public String text() {
        StringBuilder out = new StringBuilder();
        named.forEach(line -> out.append(line).append('\n'));
        if (total > named.size()) {
            out.append("in all ").append(total).append(" samples refused:");
            counts.forEach((reason, n) ->
                    out.append(' ').append(reason.label()).append('=').append(n));
            out.append('\n');
        }
        return out.toString();
    }
}
