package io.tocsin.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.schemas.config.Problems;
import io.tocsin.schemas.config.YamlNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README's configuration of probes and verifiers is one. */
final class ConfigReadmeTest {

    private static final Pattern YAML = Pattern.compile("(?s)```yaml\n(# tocsin.yml.*?)```");

    @Test
    void shouldReadWithoutAProblem() throws Exception {
        String readme = Files.readString(Path.of("README.md"));
        List<String> examples = YAML.matcher(readme)
                .results()
                .map((MatchResult found) -> found.group(1))
                .filter(text -> text.contains("probes:") || text.contains("reserve_verifiers:"))
                .toList();

        assertThat(examples).hasSize(2).allSatisfy(text -> {
            Problems problems = new Problems();
            CollectorConfig config =
                    CollectorConfig.read(YamlNode.parse("t.yml", text, problems).get("collector"), problems);

            assertThat(problems.list()).isEmpty();
            assertThat(config).isNotEqualTo(CollectorConfig.defaults());
        });
    }
}
