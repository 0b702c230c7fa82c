package io.tocsin.standalone.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.standalone.quality.Reactor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The code in the client's README is that of the examples, which {@link ClientOnKafkaTest} runs. */
final class ReadmeTest {

    private static final Pattern REGION = Pattern.compile("(?s)// README: \\w+\n(.*?)\n *// end\n");
    private static final Pattern BLOCK = Pattern.compile("(?s)```java\n(.*?)\n```");

    @Test
    void shouldShowTheExamples_whenCodeIsShown() throws Exception {
        List<String> examples = new ArrayList<>();
        for (String file : List.of("Examples", "SpringExample", "CommandExample")) {
            Path source = Path.of("src/test/java/io/tocsin/standalone/client/" + file + ".java");
            matches(REGION, Files.readString(Reactor.ROOT.resolve("standalone").resolve(source))).stream()
                    .map(ReadmeTest::asShown)
                    .forEach(examples::add);
        }
        List<String> shown = matches(BLOCK, Files.readString(Reactor.ROOT.resolve("collector/client/README.md")));

        assertThat(shown).hasSize(6).isEqualTo(examples);
    }

    @Test
    void shouldFindADifference_whenThereIsOne() {
        assertThat(asShown("    static class A {\n        int x;\n    }")).isEqualTo("class A {\n    int x;\n}");
        assertThat(asShown("  int x;")).isNotEqualTo(asShown("  int y;"));
    }

    /** A nested class stands alone in a README. */
    private static String asShown(String code) {
        return code.stripIndent().replaceFirst("(?m)^static class", "class");
    }

    private static List<String> matches(Pattern pattern, String text) {
        List<String> found = new ArrayList<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }
}
