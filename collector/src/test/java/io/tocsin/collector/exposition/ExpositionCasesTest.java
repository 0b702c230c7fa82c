package io.tocsin.collector.exposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What is taken and what is refused, case by case, in {@code exposition/*.txt}. */
final class ExpositionCasesTest {

    @TestFactory
    Stream<DynamicTest> cases() throws IOException {
        return ExpositionCase.all().stream().map(one -> dynamicTest(one.name(), () -> check(one)));
    }

    private static void check(ExpositionCase one) {
        List<String> given = given(one);

        if (one.isGood()) {
            assertThat(given).isEqualTo(one.expected());
        } else {
            assertThat(given)
                    .singleElement()
                    .asString()
                    .startsWith(one.expected().getFirst());
        }
    }

    private static List<String> given(ExpositionCase one) {
        try {
            return Recording.of(one.format(), one.body()).stream()
                    .map(line -> line.replace("\n", "\\n"))
                    .toList();
        } catch (ExpositionException e) {
            assertThat(e.getMessage()).doesNotMatch("(?s).*\\p{Cntrl}.*");
            return List.of("error " + e.line() + ":" + e.column() + " " + e.expected());
        }
    }
}
