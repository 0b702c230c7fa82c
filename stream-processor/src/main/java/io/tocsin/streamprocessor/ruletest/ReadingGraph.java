package io.tocsin.streamprocessor.ruletest;

import io.tocsin.promql.ast.Selector;
import io.tocsin.promql.plan.Plan;
import io.tocsin.schemas.avro.RuleKind;
import io.tocsin.streamprocessor.rules.PlannedRule;
import io.tocsin.streamprocessor.rules.Reading;
import io.tocsin.streamprocessor.rules.RuleVersion;
import io.tocsin.streamprocessor.rules.Selectors;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntFunction;

/** Which rules read what others make, as far as names can tell. Rules are numbered in the order of their evaluation. */
final class ReadingGraph {

    /** A rule: the number of its group and its own within that. */
    record Node(int group, int rule, PlannedRule planned) {}

    private final List<Node> nodes = new ArrayList<>();
    private final List<BitSet> read = new ArrayList<>();
    private final List<BitSet> readers = new ArrayList<>();

    ReadingGraph(List<RuleVersion> groups) {
        for (int group = 0; group < groups.size(); group++) {
            List<PlannedRule> rules = groups.get(group).rules();
            for (int rule = 0; rule < rules.size(); rule++) {
                nodes.add(new Node(group, rule, rules.get(rule)));
                readers.add(new BitSet());
            }
        }
        for (int reader = 0; reader < nodes.size(); reader++) {
            BitSet of = readBy(nodes.get(reader).planned().selectors());
            read.add(of);
            int number = reader;
            of.stream().forEach(each -> readers.get(each).set(number));
        }
    }

    List<Node> nodes() {
        return nodes;
    }

    /** The rules whose results a query may read. */
    BitSet readBy(Plan query) {
        return readBy(Selectors.of(query.expr()));
    }

    private BitSet readBy(List<Selector> selectors) {
        BitSet found = new BitSet();
        for (int i = 0; i < nodes.size(); i++) {
            PlannedRule recorder = nodes.get(i).planned();
            if (selectors.stream().anyMatch(selector -> Reading.mayRead(selector, recorder))) {
                found.set(i);
            }
        }
        return found;
    }

    /** The alerting rules of a name. */
    BitSet alerts(String name) {
        BitSet found = new BitSet();
        for (int i = 0; i < nodes.size(); i++) {
            PlannedRule rule = nodes.get(i).planned();
            if (rule.definition().getKind() == RuleKind.ALERT
                    && rule.definition().getName().equals(name)) {
                found.set(i);
            }
        }
        return found;
    }

    /** A rule and all whose results may change with its own. */
    BitSet affectedBy(int rule) {
        BitSet from = new BitSet();
        from.set(rule);
        return closure(from, readers::get);
    }

    /** Rules and all that their results depend on. */
    BitSet neededFor(BitSet rules) {
        return closure(rules, read::get);
    }

    private static BitSet closure(BitSet from, IntFunction<BitSet> next) {
        BitSet found = new BitSet();
        BitSet fresh = (BitSet) from.clone();
        while (!fresh.isEmpty()) {
            found.or(fresh);
            BitSet further = new BitSet();
            fresh.stream().forEach(each -> further.or(next.apply(each)));
            further.andNot(found);
            fresh = further;
        }
        return found;
    }
}
