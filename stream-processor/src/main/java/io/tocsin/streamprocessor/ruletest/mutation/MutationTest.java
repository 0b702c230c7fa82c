package io.tocsin.streamprocessor.ruletest.mutation;

import io.tocsin.schemas.avro.RuleGroupVersion;
import io.tocsin.schemas.config.Problems;
import io.tocsin.streamprocessor.ruletest.ChangedRuleTests;
import io.tocsin.streamprocessor.ruletest.RuleTestFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Asks of unit tests of rules whether they notice when a rule is changed a little: a number, a comparison, an operator, a
 * duration, an aggregation. A mutant is killed when some test of the files that load its rule file fails; survivors are
 * changes that nobody would notice, and some of them change nothing.
 */
public final class MutationTest {

    private static final Duration DEFAULT_INTERVAL = Duration.ofMinutes(1);

    private final List<Prepared> files;

    private record Prepared(RuleTestFile file, ChangedRuleTests tests) {}

    /** @param files that pass: see {@link RuleTestFile#run} */
    public MutationTest(List<RuleTestFile> files) {
        this.files = files.stream()
                .map(file -> new Prepared(file, new ChangedRuleTests(file)))
                .toList();
    }

    /**
     * Every mutant of a rule file, in its order.
     *
     * @param file as the tests name it: what decides is where it is
     * @param problems takes what is wrong with the file; there are no mutants then
     */
    public List<Mutant> mutants(Path file, String text, Problems problems) {
        Duration interval = files.stream()
                .filter(each -> !groups(each.file(), file).isEmpty())
                .map(each -> each.file().evaluationInterval())
                .min(Comparator.naturalOrder())
                .orElse(DEFAULT_INTERVAL);
        return RuleFileMutants.of(file.toString(), text, interval, problems);
    }

    /**
     * Runs the tests with each of a file's mutants, on all processors.
     *
     * @param mutants all of them, or some
     */
    public MutationReport run(Path file, List<Mutant> mutants) {
        Map<Mutant.RuleSite, Witnesses> witnesses = new ConcurrentHashMap<>();
        Function<Mutant, Witnesses> of =
                mutant -> witnesses.computeIfAbsent(mutant.rule(), site -> witnesses(file, site));
        List<Mutant> survivors = mutants.parallelStream()
                .filter(mutant -> !of.apply(mutant).notice(mutant))
                .toList();
        List<Mutant.RuleSite> sites =
                mutants.stream().map(Mutant::rule).distinct().toList();
        List<Mutant.RuleSite> unseen = survivors.stream()
                .filter(mutant -> of.apply(mutant).isEmpty())
                .map(Mutant::rule)
                .distinct()
                .toList();
        return new MutationReport(file.toString(), sites.size(), mutants.size(), survivors, unseen);
    }

    private Witnesses witnesses(Path file, Mutant.RuleSite site) {
        List<ChangedRuleTests.Sight> sights = new ArrayList<>();
        for (Prepared each : files) {
            for (RuleGroupVersion group : groups(each.file(), file)) {
                if (group.getGroup().equals(site.group())) {
                    each.tests().of(group, site.index()).ifPresent(sights::add);
                }
            }
        }
        return new Witnesses(sights);
    }

    /** The groups that a file of tests has from a rule file. */
    private static List<RuleGroupVersion> groups(RuleTestFile tests, Path file) {
        Path wanted = file.toAbsolutePath().normalize();
        return tests.groups().stream()
                .filter(group ->
                        Path.of(group.getSource()).toAbsolutePath().normalize().equals(wanted))
                .toList();
    }
}
