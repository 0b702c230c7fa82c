package io.tocsin.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.schemas.config.Problems;
import io.tocsin.schemas.config.YamlNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows can be copied. */
final class ReadmeTest {

    private static final Pattern SNIPPET = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
    private static final Pattern FILE = Pattern.compile("_file: ([\\w/-]+)");

    @TempDir
    private Path directory;

    private static List<String> snippets() throws IOException {
        return SNIPPET.matcher(Files.readString(Path.of("README.md")))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    @TestFactory
    Stream<DynamicTest> shouldShowWhatCanBeRead() throws IOException {
        return snippets().stream()
                .map(snippet ->
                        DynamicTest.dynamicTest(snippet.lines().findFirst().orElse(""), () -> {
                            assertThat(read(snippet).integrations()).isNotEmpty();
                            assertThat(snippet.lines()).hasSizeLessThanOrEqualTo(6);
                        }));
    }

    private ReceiverConfig read(String snippet) throws IOException {
        for (MatchResult file : FILE.matcher(snippet).results().toList()) {
            Path secret = directory.resolve(file.group(1));
            Files.createDirectories(secret.getParent());
            Files.writeString(secret, "secret");
        }
        Problems problems = new Problems();
        String file = directory.resolve("tocsin.yml").toString();
        Map<String, ReceiverConfig> receivers = NotifierConfig.read(YamlNode.parse(file, snippet, problems), problems)
                .receivers();
        assertThat(problems.list()).isEmpty();
        return receivers.values().iterator().next();
    }

    @Test
    void shouldShowEveryWayOut() throws IOException {
        assertThat(String.join("", snippets()))
                .contains("slack_configs", "pagerduty_configs", "email_configs", "sms_configs", "webhook_configs");
    }
}
