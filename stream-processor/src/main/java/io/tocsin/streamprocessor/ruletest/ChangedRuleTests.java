package io.tocsin.streamprocessor.ruletest;

import io.tocsin.schemas.avro.RuleDefinition;
import io.tocsin.schemas.avro.RuleGroupVersion;
import io.tocsin.streamprocessor.rules.RuleVersion;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A file's tests, to be run many times with one rule changed, each time only as much of them as that rule can have an
 * influence on: the expectations about its alerts, about what it records, and about whatever reads that; and the rules
 * that these need. Thread-safe.
 */
public final class ChangedRuleTests {

    private final RuleTestFile file;
    private final List<RuleVersion> groups;
    private final ReadingGraph graph;
    private final Map<RuleTest, TestSeries> series = Collections.synchronizedMap(new IdentityHashMap<>());
    private final Map<Part, RuleVersion> unchanged = new ConcurrentHashMap<>();

    /** Some rules of a group, in an installation. */
    private record Part(int group, BitSet rules, RuleTest.Installation installation) {}

    public ChangedRuleTests(RuleTestFile file) {
        this.file = file;
        this.groups = new EvaluatedGroups(file).ordered();
        this.graph = new ReadingGraph(groups);
    }

    /** What the tests say of one rule. */
    public final class Sight {

        private final int groupNumber;
        private final int ruleNumber;
        private final List<Partial> tests;

        private Sight(int groupNumber, int ruleNumber, List<Partial> tests) {
            this.groupNumber = groupNumber;
            this.ruleNumber = ruleNumber;
            this.tests = tests;
        }

        /** As it is. */
        public RuleDefinition rule() {
            return groups.get(groupNumber).rules().get(ruleNumber).definition();
        }

        public int tests() {
            return tests.size();
        }

        /** How many evaluations of rules one of the tests takes at most. */
        public long cost(int test) {
            return tests.get(test).cost();
        }

        /** Runs one of the tests with the rule as it is, until something fails. */
        public Optional<RuleTestResult> firstFailure(int test) {
            Partial partial = tests.get(test);
            return run(
                    partial,
                    partial.parts().stream().map(ChangedRuleTests.this::asItIs).toList());
        }

        /**
         * Runs one of the tests with another rule in place of this one, until something fails.
         *
         * @throws io.tocsin.promql.PromqlException if the changed rule cannot be read or planned
         */
        public Optional<RuleTestResult> firstFailure(int test, RuleDefinition changed) {
            Partial partial = tests.get(test);
            List<RuleVersion> evaluated = new ArrayList<>();
            for (Part part : partial.parts()) {
                evaluated.add(part.group() == groupNumber ? parse(part, Map.of(ruleNumber, changed)) : asItIs(part));
            }
            return run(partial, evaluated);
        }

        private Optional<RuleTestResult> run(Partial partial, List<RuleVersion> evaluated) {
            TestSeries of = series.computeIfAbsent(partial.original(), TestSeries::new);
            return new RuleTestRun(file, partial.reduced(), of, evaluated).firstFailure();
        }
    }

    /**
     * A test, as far as a rule can have an influence on it.
     *
     * @param parts the rules to evaluate, in order
     */
    private record Partial(RuleTest original, RuleTest reduced, List<Part> parts, long cost) {}

    /** @return empty if the file knows no such rule */
    public Optional<Sight> of(RuleGroupVersion group, int rule) {
        for (int i = 0; i < graph.nodes().size(); i++) {
            ReadingGraph.Node node = graph.nodes().get(i);
            RuleGroupVersion definition = groups.get(node.group()).definition();
            if (node.rule() == rule
                    && definition.getGroup().equals(group.getGroup())
                    && definition.getSource().equals(group.getSource())) {
                return Optional.of(new Sight(node.group(), rule, partials(i)));
            }
        }
        return Optional.empty();
    }

    private List<Partial> partials(int rule) {
        BitSet affected = graph.affectedBy(rule);
        List<Partial> partials = new ArrayList<>();
        for (RuleTest test : file.tests()) {
            BitSet wanted = new BitSet();
            List<RuleTest.AlertCase> alerts = test.alerts().stream()
                    .filter(each -> takes(graph.alerts(each.alert()), affected, wanted))
                    .toList();
            List<RuleTest.QueryCase> queries = test.queries().stream()
                    .filter(each -> takes(graph.readBy(each.plan()), affected, wanted))
                    .toList();
            if (!alerts.isEmpty() || !queries.isEmpty()) {
                partials.add(partial(test, test.expecting(alerts, queries), graph.neededFor(wanted)));
            }
        }
        return partials;
    }

    /** Whether an expectation that concerns some rules may be affected; if so, these are wanted. */
    private static boolean takes(BitSet concerned, BitSet affected, BitSet wanted) {
        if (!concerned.intersects(affected)) {
            return false;
        }
        wanted.or(concerned);
        return true;
    }

    private Partial partial(RuleTest original, RuleTest reduced, BitSet needed) {
        Map<Integer, BitSet> byGroup = new TreeMap<>();
        needed.stream()
                .mapToObj(graph.nodes()::get)
                .forEach(node -> byGroup.computeIfAbsent(node.group(), group -> new BitSet())
                        .set(node.rule()));
        List<Part> parts = new ArrayList<>();
        byGroup.forEach((group, rules) -> parts.add(new Part(group, rules, original.installation())));
        long evaluations = reduced.longest().dividedBy(file.evaluationInterval()) + 1;
        return new Partial(original, reduced, parts, evaluations * needed.cardinality());
    }

    private RuleVersion asItIs(Part part) {
        return unchanged.computeIfAbsent(part, key -> parse(key, Map.of()));
    }

    private RuleVersion parse(Part part, Map<Integer, RuleDefinition> changed) {
        RuleGroupVersion group = groups.get(part.group()).definition();
        List<RuleDefinition> rules = part.rules().stream()
                .mapToObj(i -> changed.getOrDefault(i, group.getRules().get(i)))
                .toList();
        return EvaluatedGroups.of(part.installation(), group, rules);
    }
}
