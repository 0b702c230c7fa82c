package io.tocsin.streamprocessor.ruletest.mutation;

import io.tocsin.promql.PromqlException;
import io.tocsin.streamprocessor.ruletest.ChangedRuleTests;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tests of all files that have something to say about one rule: the cheap ones are asked first. Thread-safe. */
final class Witnesses {

    private final List<Witness> witnesses;

    /** Who noticed the last mutant is likely to notice the next one, too. */
    private volatile @Nullable Witness last;

    /** One test of one file. */
    private record Witness(ChangedRuleTests.Sight sight, int test) {

        boolean notices(Mutant mutant) {
            try {
                return sight.firstFailure(test, mutant.applyTo(sight.rule())).isPresent();
            } catch (PromqlException _) {
                return true;
            }
        }

        long cost() {
            return sight.cost(test);
        }
    }

    /**
     * @param sights of the rule, one a file of tests
     * @throws IllegalStateException if a test fails with the rule as it is
     */
    Witnesses(List<ChangedRuleTests.Sight> sights) {
        List<Witness> all = new ArrayList<>();
        for (ChangedRuleTests.Sight sight : sights) {
            for (int test = 0; test < sight.tests(); test++) {
                all.add(new Witness(sight, test));
            }
        }
        all.sort(Comparator.comparingLong(Witness::cost));
        witnesses = List.copyOf(all);
        witnesses.forEach(Witnesses::check);
    }

    private static void check(Witness witness) {
        witness.sight().firstFailure(witness.test()).ifPresent(failure -> {
            throw new IllegalStateException("fails without any change: " + failure);
        });
    }

    boolean isEmpty() {
        return witnesses.isEmpty();
    }

    boolean notice(Mutant mutant) {
        Witness first = last;
        if (first != null && first.notices(mutant)) {
            return true;
        }
        for (Witness witness : witnesses) {
            if (!witness.equals(first) && witness.notices(mutant)) {
                last = witness;
                return true;
            }
        }
        return false;
    }
}
