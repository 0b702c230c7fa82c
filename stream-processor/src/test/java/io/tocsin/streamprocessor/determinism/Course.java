package io.tocsin.streamprocessor.determinism;

/**
 * How a simulation runs over a log; none of it may be seen in the result.
 *
 * @param seed of the polling order, the moments of commits and restarts, and the sizes of slices
 * @param restartsPerThousand steps, at random; each loses what was not committed
 * @param holdBack false: the negative control, in which an instant sees whatever has been read by then
 */
public record Course(long seed, int restartsPerThousand, int largestSlice, boolean holdBack) {

    public static Course calm() {
        return new Course(1, 0, 1, true);
    }
}
