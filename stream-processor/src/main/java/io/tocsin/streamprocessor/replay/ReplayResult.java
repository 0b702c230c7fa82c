package io.tocsin.streamprocessor.replay;

import io.tocsin.schemas.avro.AlertTransition;
import java.util.List;

/**
 * What a replay gave.
 *
 * @param groups how many rule groups were in force at some instant of the span
 * @param records how many have been read from the source topics
 * @param evaluatedThroughMillis the last instant that the log lets evaluate, at most the span's last one
 * @param transitions of the span, in the order in which they came about
 */
public record ReplayResult(
        ReplayRequest request,
        WarmUp warmUp,
        int groups,
        long records,
        long evaluatedThroughMillis,
        List<AlertTransition> transitions,
        Verdict verdict) {

    public ReplayResult {
        transitions = List.copyOf(transitions);
    }
}
