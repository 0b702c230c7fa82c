package io.tocsin.streamprocessor.replay;

import java.util.List;

/** How a replay compares with what was recorded. */
public sealed interface Verdict {

    /** The same transitions and the same commands, every field of them. */
    record Equal(int transitions, int commands) implements Verdict {}

    /** Not the same; where, in the order of time. */
    record Different(List<Difference> differences, List<CommandDifference> commands) implements Verdict {

        public Different {
            differences = List.copyOf(differences);
            commands = List.copyOf(commands);
        }
    }

    /**
     * Nothing can be said.
     *
     * @param reasons why, for people
     * @param differences there are all the same; of interest where other rules were tried
     */
    record NotComparable(List<String> reasons, List<Difference> differences) implements Verdict {

        public NotComparable {
            reasons = List.copyOf(reasons);
            differences = List.copyOf(differences);
        }
    }
}
