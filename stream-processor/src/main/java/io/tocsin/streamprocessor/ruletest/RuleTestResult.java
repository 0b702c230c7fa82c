package io.tocsin.streamprocessor.ruletest;

import io.tocsin.schemas.config.Position;
import java.util.Optional;

/**
 * What came of one expectation.
 *
 * @param test the test's name, or its place in the file where it has none
 * @param position of the expectation
 * @param what is expected: of which alert or query, when
 * @param failure in what it differs, for people, over several lines; empty if it holds
 */
public record RuleTestResult(String test, Position position, String what, Optional<String> failure) {

    public boolean passed() {
        return failure.isEmpty();
    }
}
