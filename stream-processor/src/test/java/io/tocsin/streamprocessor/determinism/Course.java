package io.tocsin.streamprocessor.determinism;

import io.tocsin.promql.eval.Limits;
import io.tocsin.streamprocessor.leaf.LeafSettings;
import java.time.Duration;

/**
 * How a simulation runs over a log; none of it may be seen in the result.
 *
 * @param seed of the polling order, the moments of commits and restarts, and the sizes of slices
 * @param restartsPerThousand steps, at random; each loses what was not committed
 * @param holdBack false: the negative control, in which an instant sees whatever has been read by then
 * @param limits of one evaluation, which belong to the result
 * @param retention of samples; belongs to the result as well
 */
public record Course(
        long seed, int restartsPerThousand, int largestSlice, boolean holdBack, Limits limits, Duration retention) {

    public Course(long seed, int restartsPerThousand, int largestSlice, boolean holdBack) {
        this(seed, restartsPerThousand, largestSlice, holdBack, Limits.DEFAULT, Duration.ofHours(6));
    }

    Course withLimits(Limits of) {
        return new Course(seed, restartsPerThousand, largestSlice, holdBack, of, retention);
    }

    Course withRetention(Duration of) {
        return new Course(seed, restartsPerThousand, largestSlice, holdBack, limits, of);
    }

    LeafSettings settings() {
        LeafSettings defaults = LeafSettings.defaults();
        return new LeafSettings(
                defaults.bounds(), retention, defaults.evalOptions().withLimits(limits));
    }

    public static Course calm() {
        return new Course(1, 0, 1, true);
    }
}
