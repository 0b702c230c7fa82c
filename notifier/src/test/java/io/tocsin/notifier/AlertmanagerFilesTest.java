package io.tocsin.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tocsin.schemas.config.Problem;
import io.tocsin.schemas.config.Problems;
import io.tocsin.schemas.config.YamlNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Alertmanager's own test configurations, read in place: what is wrong for it is wrong for us, and named. */
final class AlertmanagerFilesTest {

    private static final Path FILES = Path.of(System.getProperty("conformance.dir", "conformance"), "alertmanager");

    private static List<String> problems(String name) throws IOException {
        Path file = FILES.resolve(name);
        assumeTrue(Files.exists(file), "the test data of other projects is not here");
        Problems problems = new Problems();
        NotifierConfig.read(YamlNode.parse(name, Files.readString(file), problems), problems);
        return problems.list().stream().map(Problem::toString).toList();
    }

    /** @param problem part of the only problem there is; empty: none */
    @ParameterizedTest
    @CsvSource({
        "config/conf.slack-no-api-url-or-token.yml, 'slack_configs[0]: needs api_url or api_url_file'",
        "config/conf.slack-both-url-and-token.yml, 'global.slack_app_token: Alertmanager'",
        "config/conf.slack-update-message-and-webhook.yml, 'slack_configs[0].update_message: Alertmanager'",
        "config/conf.smtp-no-username-or-password.yml, ''"
    })
    void shouldFindTheOneProblem(String name, String problem) throws IOException {
        List<String> problems = problems(name);

        assertThat(problems).hasSize(problem.isEmpty() ? 0 : 1).allMatch(text -> text.contains(problem));
    }

    /** Whatever they ask for, each problem says where. */
    @ParameterizedTest
    @CsvSource({
        "config/conf.good.yml",
        "config/conf.slack-default-api-url-file.yml",
        "config/conf.smtp-password-global-and-local.yml",
        "config/conf.victorops-both-file-and-apikey.yml",
        "config/conf.http-config.good.yml",
        "config/conf.empty-fields.yml",
        "conf.bad.yml",
        "examples/simple.yml"
    })
    void shouldSayWhere_whateverIsAskedFor(String name) throws IOException {
        assertThat(problems(name)).isNotEmpty().allMatch(text -> text.matches("\\S+:\\d+:\\d+: (?s:.*)"));
    }
}
