package io.tocsin.collector.probe;

/**
 * How a probe went.
 *
 * @param failedByRegex whether the body was not as it should be
 * @param problem for people; empty: all is well
 */
record Verdict(boolean failedByRegex, String problem) {

    boolean success() {
        return problem.isEmpty();
    }
}
