package io.tocsin.streamprocessor.ruletest.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.schemas.config.Problem;
import io.tocsin.schemas.config.Problems;
import io.tocsin.streamprocessor.ruletest.RuleTestFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Mutants of a rule file are judged by its tests: those that miss something are told, with the place. */
class MutationTestTest {

    private static final Path RULES = Path.of("src/test/resources/mutation/rules.yml");
    private static final Path TESTS = Path.of("src/test/resources/mutation/tests/rules.test.yml");

    private String tests = "";

    @BeforeEach
    void read() throws IOException {
        tests = Files.readString(TESTS);
    }

    private MutationReport report(String testText) throws IOException {
        Problems problems = new Problems();
        RuleTestFile file = RuleTestFile.read(TESTS, testText, problems);
        problems.throwIfAny();
        assertThat(file.run()).allMatch(each -> each.passed());
        MutationTest mutation = new MutationTest(List.of(file));
        List<Mutant> mutants = mutation.mutants(RULES, Files.readString(RULES), problems);
        assertThat(problems.isEmpty()).isTrue();
        return mutation.run(RULES, mutants);
    }

    private static List<String> survivors(MutationReport report, String rule) {
        return report.survivors().stream()
                .filter(mutant -> mutant.rule().name().equals(rule))
                .map(mutant -> mutant.position().line() + ":"
                        + mutant.position().column() + " " + mutant.from() + " → " + mutant.to())
                .toList();
    }

    @Test
    void shouldKillEveryMutant_whenBothSidesOfEveryBoundaryAreTested() throws IOException {
        MutationReport report = report(tests);

        assertThat(survivors(report, "Errors")).isEmpty();
        assertThat(survivors(report, "job:errors:ratio")).isEmpty();
        assertThat(survivors(report, "Down")).isEmpty();
    }

    @Test
    void shouldTellTheSurvivorsWithTheirPlaces_whenATestMissesABoundary() throws IOException {
        // Twice the ratio at the boundary is far from it, and nothing stands on it.
        MutationReport report = report(tests.replace("3 3 3 3.01 3.01 3.01 3", "1 1 1 8 8 8 1"));

        assertThat(survivors(report, "Errors"))
                .containsExactly("10:32 > → >=", "10:34 0.05 → 0.0505", "10:34 0.05 → 0.0495");
        assertThat(survivors(report, "job:errors:ratio")).isNotEmpty();
    }

    @Test
    void shouldLetEveryMutantSurvive_whenNoTestSeesTheRule() throws IOException {
        MutationReport report = report(tests);

        assertThat(report.unseen()).extracting(Mutant.RuleSite::name).containsExactly("Quoted");
        assertThat(survivors(report, "Quoted"))
                .containsExactly(
                        "18:27 >= → >",
                        "18:27 >= → <=",
                        "18:30 5 → 6",
                        "18:30 5 → 4",
                        "19:26 keep_firing_for: 1m → keep_firing_for: 0s",
                        "19:26 keep_firing_for: 1m → keep_firing_for: 2m");
    }

    @Test
    void shouldPointIntoFoldedAndLiteralTexts() throws IOException {
        List<String> places = new MutationTest(List.of())
                .mutants(RULES, Files.readString(RULES), new Problems()).stream()
                        .filter(mutant -> mutant.to().equals("*") || mutant.to().equals("!="))
                        .map(mutant -> mutant.position() + " " + mutant.rule().name())
                        .toList();

        assertThat(places).containsExactly(RULES + ":8:11 job:errors:ratio", RULES + ":16:14 Down");
    }

    @Test
    void shouldScoreByWhatWasKilled() throws IOException {
        MutationReport report = report(tests);

        assertThat(report.mutants())
                .isEqualTo(report.killed() + report.survivors().size());
        assertThat(report.score()).isEqualTo(100.0 * report.killed() / report.mutants());
        assertThat(new MutationReport("none", 0, 0, List.of(), List.of()).score())
                .isEqualTo(100);
    }

    @Test
    void shouldTellWhatIsWrong_whenTheRuleFileIsBad() {
        Problems problems = new Problems();

        List<Mutant> mutants = new MutationTest(List.of()).mutants(RULES, "groups: [{name: g, rules: 1}]", problems);

        assertThat(mutants).isEmpty();
        assertThat(problems.list()).extracting(Problem::message).containsExactly("must be a list, is a single value");
    }
}
