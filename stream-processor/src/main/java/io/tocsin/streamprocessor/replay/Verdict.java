package io.tocsin.streamprocessor.replay;

import java.util.List;

/** How a replay compares with what was recorded. */
public sealed interface Verdict {

    /** The same transitions, every field of them. */
    record Equal(int transitions) implements Verdict {}

    /** Not the same; where, in the order of time. */
    record Different(List<Difference> differences) implements Verdict {

        public Different {
            differences = List.copyOf(differences);
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
