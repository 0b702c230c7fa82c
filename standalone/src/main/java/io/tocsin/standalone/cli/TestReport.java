package io.tocsin.standalone.cli;

import io.tocsin.streamprocessor.ruletest.RuleTestResult;
import java.util.List;

/**
 * What came of one file of tests.
 *
 * @param errors why it could not be run; there are no results then
 */
record TestReport(String file, List<RuleTestResult> results, List<String> errors) {
    TestReport {
        results = List.copyOf(results);
        errors = List.copyOf(errors);
    }

    boolean passed() {
        return errors.isEmpty() && results.stream().allMatch(RuleTestResult::passed);
    }
}
