package io.tocsin.streamprocessor.replay;

import io.tocsin.schemas.avro.AlertTransition;
import io.tocsin.schemas.avro.Command;
import io.tocsin.streamprocessor.root.NamespaceView;
import io.tocsin.streamprocessor.rules.RuleGroupName;
import io.tocsin.streamprocessor.time.PartitionClocks;
import io.tocsin.streamprocessor.time.SourceTopic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Whether a replay and the record are of the same thing, and the verdict. */
final class Comparability {

    /** That another rule is another rule goes without saying. */
    private static final Set<String> RULE_FIELDS = Set.of("expr", "version");

    private final ReplayRequest request;
    private final WarmUp warmUp;
    private final ReplayCore core;
    private final Map<String, Long> recordedThrough;

    /** @param recordedThrough the last instant that each namespace's running root has evaluated */
    Comparability(ReplayRequest request, WarmUp warmUp, ReplayCore core, Map<String, Long> recordedThrough) {
        this.request = request;
        this.warmUp = warmUp;
        this.core = core;
        this.recordedThrough = Map.copyOf(recordedThrough);
    }

    /** What the record has of the span. */
    record Then(List<AlertTransition> transitions, List<Command> commands) {}

    /** @param otherGroups of the rules that were tried those that were not in force throughout the span */
    Verdict verdict(Then then, LogSpan span, Collection<RuleGroupName> otherGroups) {
        List<AlertTransition> recorded = then.transitions();
        List<String> reasons = new ArrayList<>();
        truncated(span, reasons);
        unfinished(reasons);
        for (RuleGroupName group : otherGroups) {
            reasons.add("the log evaluated other rules: group \"" + group.group()
                    + "\" as given was not in force throughout the span");
        }
        if (reasons.isEmpty()) {
            behind(reasons);
        }
        List<Difference> differences =
                Comparison.differences(recorded, core.transitions(), otherGroups.isEmpty() ? Set.of() : RULE_FIELDS);
        if (reasons.isEmpty() && recorded.isEmpty() && core.transitions().isEmpty()) {
            reasons.add("no alert changed its state in the span, neither then nor now: there is nothing to compare");
        }
        if (reasons.isEmpty() && !differences.isEmpty() && !warmUp.circular().isEmpty()) {
            reasons.add("these recording rules read what they record, so that their values depend on more than the"
                    + " warm-up: " + String.join(", ", warmUp.circular()));
        }
        if (!reasons.isEmpty()) {
            return new Verdict.NotComparable(reasons, differences);
        }
        // With rules of one's own, others have had no part in the rate limit, and no switch was read.
        List<CommandDifference> commands =
                request.rules().isPresent() ? List.of() : CommandDifference.all(then.commands(), core.commands());
        return differences.isEmpty() && commands.isEmpty()
                ? new Verdict.Equal(recorded.size(), then.commands().size())
                : new Verdict.Different(differences, commands);
    }

    /** Whether a beginning that was deleted would have counted. */
    private void truncated(LogSpan span, List<String> reasons) {
        for (SourceTopic topic : span.starts().keySet()) {
            List<LogSpan.Start> starts = span.of(topic);
            for (int partition = 0; partition < starts.size(); partition++) {
                if (starts.get(partition).isTruncated()) {
                    reasons.add("partition " + partition + " of " + topic.name().toLowerCase(Locale.ROOT)
                            + " has been deleted up to offset "
                            + starts.get(partition).beginning()
                            + " by its retention, and the warm-up needs it from "
                            + Instant.ofEpochMilli(warmUp.samplesFromMillis()) + " on");
                }
            }
        }
    }

    private void unfinished(List<String> reasons) {
        if (core.isDone()) {
            return;
        }
        long through = core.through();
        reasons.add(
                through == PartitionClocks.NO_TICK
                        ? "the log has no tick in the span: no stream-processor was running"
                        : "the log ends at " + Instant.ofEpochMilli(through) + ", before the span does");
    }

    private void behind(List<String> reasons) {
        for (NamespaceView namespace : core.view()) {
            long then = recordedThrough.getOrDefault(namespace.namespace(), PartitionClocks.NO_TICK);
            if (then == PartitionClocks.NO_TICK) {
                reasons.add("no stream-processor has evaluated the rules of this log yet");
            } else if (then < namespace.instant()) {
                reasons.add("the stream-processor has evaluated this log only up to " + Instant.ofEpochMilli(then)
                        + ", before the span ends at " + Instant.ofEpochMilli(request.toMillis()));
            }
        }
    }
}
