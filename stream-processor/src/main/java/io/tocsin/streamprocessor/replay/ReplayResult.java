package io.tocsin.streamprocessor.replay;

import io.tocsin.schemas.avro.AlertTransition;
import io.tocsin.schemas.avro.Command;
import java.util.List;

/**
 * What a replay gave.
 *
 * @param groups how many rule groups were in force at some instant of the span
 * @param records how many have been read from the source topics
 * @param evaluatedThroughMillis the last instant that the log lets evaluate, at most the span's last one
 * @param transitions of the span, in the order in which they came about
 * @param commands of the span: what would be asked for, of nobody
 */
public record ReplayResult(
        ReplayRequest request,
        WarmUp warmUp,
        int groups,
        long records,
        long evaluatedThroughMillis,
        List<AlertTransition> transitions,
        List<Command> commands,
        Verdict verdict) {

    public ReplayResult {
        transitions = List.copyOf(transitions);
        commands = List.copyOf(commands);
    }
}
