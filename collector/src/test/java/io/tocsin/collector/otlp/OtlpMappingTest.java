package io.tocsin.collector.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The files under {@code otlp/} among the resources. */
final class OtlpMappingTest {

    private static final Path CASES = Path.of("src", "test", "resources", "otlp");

    @TestFactory
    List<DynamicTest> shouldMapAsTheFileSays() throws IOException {
        try (Stream<Path> files = Files.list(CASES)) {
            return files.sorted()
                    .map(file -> DynamicTest.dynamicTest(
                            file.getFileName().toString(), () -> new OtlpCase(Files.readString(file)).run()))
                    .toList();
        }
    }

    @Test
    void shouldFail_whenAFileExpectsSomethingElse() throws IOException {
        String gauge = Files.readString(CASES.resolve("gauge.txt"));

        assertThat(failure(gauge.replace("} 21.5 @0", "} 21.6 @0"))).contains("21.6");
        assertThat(failure(gauge.replace("} 21.5 @0", "} 21.5 @1"))).contains("21.5 @1");
        assertThat(failure(gauge.replace("points refused 1", ""))).contains("points refused 1");
    }

    private static String failure(String text) {
        try {
            new OtlpCase(text).run();
        } catch (AssertionError | OtlpException e) {
            return String.valueOf(e.getMessage());
        }
        return "";
    }
}
