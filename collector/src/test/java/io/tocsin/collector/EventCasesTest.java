package io.tocsin.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What is posted, what is answered, and what is then on the log, case by case as {@code src/test/resources/events} has
 * them. The clock stands at 2026-03-01T12:00:00Z, which is 1772366400000.
 */
final class EventCasesTest {

    private static final Path CASES = Path.of("src/test/resources/events");
    private static final Pattern CASE = Pattern.compile("(?m)^=== ");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The head is a path and a content type; the parts are the body, the answer (its status before it), the log. */
    private record Case(String name, String path, String contentType, List<String> parts) {
        static Case of(String text) {
            String[] lines = text.split("\n", 3);
            String[] head = lines[1].split(" ", 2);
            return new Case(lines[0].strip(), head[0], head[1], List.of(lines[2].split("(?m)^---[ \n]", -1)));
        }
    }

    private final EventServer server =
            new EventServer("{events_per_request: 5, event_text_length: 40, event_entries: 3, event_bytes: 1024}");

    @AfterEach
    void stop() {
        server.close();
    }

    @TestFactory
    Stream<DynamicTest> cases() throws Exception {
        List<DynamicTest> tests = new ArrayList<>();
        try (Stream<Path> files = Files.list(CASES)) {
            for (Path file : files.sorted().toList()) {
                Stream<String> cases =
                        CASE.splitAsStream(Files.readString(file)).skip(1);
                cases.map(Case::of)
                        .map(each -> dynamicTest(file.getFileName() + ": " + each.name, () -> check(each)))
                        .forEach(tests::add);
            }
        }
        assertThat(tests).hasSizeGreaterThan(30);
        return tests.stream();
    }

    private void check(Case each) throws Exception {
        server.clear();
        byte[] body = each.parts.get(0).strip().getBytes(StandardCharsets.UTF_8);
        String[] expected = each.parts.get(1).split("\n", 2);

        HttpResponse<String> answer = server.post(each.path, body, "Content-Type", each.contentType);

        assertThat(JSON.readTree(answer.body()).toPrettyString())
                .isEqualTo(JSON.readTree(expected[1]).toPrettyString());
        assertThat(answer.statusCode()).isEqualTo(Integer.parseInt(expected[0].strip()));
        assertThat(log()).isEqualTo(expectedLog(each));
    }

    private static String expectedLog(Case each) {
        if (each.parts.size() < 3) {
            return "";
        }
        return Arrays.stream(each.parts.get(2).strip().split("\n"))
                .map(String::strip)
                .collect(Collectors.joining("\n"));
    }

    private String log() {
        return server.records().stream()
                .map(r -> r.key() + " @ " + r.timestampMillis() + " " + r.value())
                .collect(Collectors.joining("\n"));
    }
}
