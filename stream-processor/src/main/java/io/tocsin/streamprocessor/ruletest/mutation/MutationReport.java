package io.tocsin.streamprocessor.ruletest.mutation;

import java.util.List;

/**
 * What the tests made of a rule file's mutants.
 *
 * @param file as the user gave it
 * @param rules how many of the file's rules have mutants
 * @param mutants how many were tried
 * @param survivors those that no test noticed, in the order of the file
 * @param unseen the rules among these that no test has any expectation about
 */
public record MutationReport(
        String file, int rules, int mutants, List<Mutant> survivors, List<Mutant.RuleSite> unseen) {

    public MutationReport {
        survivors = List.copyOf(survivors);
        unseen = List.copyOf(unseen);
    }

    /** Of several files together. */
    public static MutationReport total(List<MutationReport> reports) {
        return new MutationReport(
                "total",
                reports.stream().mapToInt(MutationReport::rules).sum(),
                reports.stream().mapToInt(MutationReport::mutants).sum(),
                reports.stream().flatMap(each -> each.survivors().stream()).toList(),
                reports.stream().flatMap(each -> each.unseen().stream()).toList());
    }

    public int killed() {
        return mutants - survivors.size();
    }

    /** How many of a hundred mutants were killed; 100 where there was nothing to change. */
    public double score() {
        return mutants == 0 ? 100 : 100.0 * killed() / mutants;
    }
}
