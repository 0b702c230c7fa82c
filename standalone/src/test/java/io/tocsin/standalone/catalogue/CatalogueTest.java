package io.tocsin.standalone.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.schemas.config.Problems;
import io.tocsin.standalone.Tocsin;
import io.tocsin.standalone.cli.Output;
import io.tocsin.standalone.quality.Reactor;
import io.tocsin.streamprocessor.ruletest.RuleTestFile;
import io.tocsin.streamprocessor.ruletest.mutation.Mutant;
import io.tocsin.streamprocessor.ruletest.mutation.MutationReport;
import io.tocsin.streamprocessor.ruletest.mutation.MutationTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * The rules that ship, their unit tests and their runbooks, held against each other. Another directory than this checkout's
 * can be looked at with {@code -Dtocsin.catalogue=DIR}.
 */
final class CatalogueTest {
    private static final Path ROOT = Path.of(System.getProperty("tocsin.catalogue", Reactor.ROOT.toString()));

    /** How many of a hundred mutants the tests notice at least. */
    private static final double SCORE = 98;

    /** So many mutants take well under a minute; {@code rules mutate} tries all of them. */
    private static final int SAMPLE = 400;

    private static final long SEED = Long.getLong("tocsin.seed", 1);

    private final Catalogue catalogue;
    private final CatalogueChecks checks;

    CatalogueTest() throws IOException {
        catalogue = Catalogue.in(ROOT);
        checks = new CatalogueChecks(catalogue);
    }

    private record Run(int exit, String out, String err) {}

    private static Run run(List<String> command, List<Path> files) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Output output = new Output(
                new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8));
        String[] all = Stream.concat(command.stream(), files.stream().map(Path::toString))
                .toArray(String[]::new);
        int exit = Tocsin.run(output, all);
        return new Run(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void shouldHaveEveryAlertOfTheCatalogue() throws IOException {
        try (var names = CatalogueTest.class.getResourceAsStream("/catalogue/alerts.txt")) {
            List<String> wanted = new String(names.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();

            assertThat(wanted).hasSizeGreaterThan(30);
            assertThat(checks.missing(wanted)).isEmpty();
        }
    }

    @Test
    void shouldBeCheckedWithoutComplaint() {
        Run run = run(List.of("rules", "check"), catalogue.ruleFiles());

        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isZero();
    }

    @Test
    void shouldPassItsUnitTests() {
        Run run = run(List.of("rules", "test"), catalogue.testFiles());

        assertThat(run.exit()).describedAs(run.out()).isZero();
    }

    @Test
    void shouldSayWhatPeopleNeed_inLabelsAndAnnotations() {
        assertThat(checks.labels()).isEmpty();
        assertThat(checks.annotations()).isEmpty();
    }

    @Test
    void shouldHaveARunbookForEachAlert_thatAgreesWithIt() throws IOException {
        assertThat(checks.runbooks()).isEmpty();
    }

    @Test
    void shouldBeSeenFiringAndQuiet() throws IOException {
        assertThat(checks.expectations()).isEmpty();
    }

    @Test
    void shouldBeGoodForPrometheusToo() throws Exception {
        requirePromtool();
        List<String> command = new ArrayList<>(List.of("promtool", "check", "rules"));
        catalogue.ruleFiles().forEach(file -> command.add(file.toString()));

        Process promtool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(promtool.waitFor()).describedAs(said).isZero();
    }

    private static void requirePromtool() {
        boolean present =
                Stream.of("/usr/bin", "/usr/local/bin").anyMatch(bin -> Files.isExecutable(Path.of(bin, "promtool")));
        if (System.getenv("CI") != null) {
            assertThat(present).as("CI has promtool, of Debian's prometheus").isTrue();
        }
        Assumptions.assumeTrue(present, "skipped: promtool is not installed");
    }

    @Test
    void shouldHaveTestsThatNotice_whenARuleIsChanged() {
        MutationTest mutation = new MutationTest(
                catalogue.testFiles().stream().map(CatalogueTest::read).toList());
        Map<Mutant, Path> mutants = new LinkedHashMap<>();
        catalogue.ruleFiles().forEach(file -> mutants(mutation, file).forEach(each -> mutants.put(each, file)));
        List<Mutant> sample = new ArrayList<>(mutants.keySet());
        Collections.shuffle(sample, new Random(SEED));
        List<Mutant> tried = sample.subList(0, Math.min(SAMPLE, sample.size()));

        MutationReport total = MutationReport.total(catalogue.ruleFiles().stream()
                .map(file -> mutation.run(
                        file,
                        tried.stream()
                                .filter(each -> file.equals(mutants.get(each)))
                                .toList()))
                .toList());

        System.out.printf(
                Locale.ROOT,
                "Mutation score of rules/: %.1f %% (%d of %d mutants, seed %d)%n",
                total.score(),
                tried.size(),
                sample.size(),
                SEED);
        assertThat(total.score())
                .describedAs("survivors: %s", total.survivors())
                .isGreaterThanOrEqualTo(SCORE);
        assertThat(total.unseen()).describedAs("rules without a test").isEmpty();
    }

    private static RuleTestFile read(Path file) {
        Problems problems = new Problems();
        RuleTestFile read = RuleTestFile.read(file, text(file), problems);
        problems.throwIfAny();
        return read;
    }

    private static List<Mutant> mutants(MutationTest mutation, Path file) {
        Problems problems = new Problems();
        List<Mutant> mutants = mutation.mutants(file, text(file), problems);
        problems.throwIfAny();
        return mutants;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
