package io.tocsin.streamprocessor.replay;

import io.tocsin.promql.ast.Selector;
import io.tocsin.schemas.avro.RuleKind;
import io.tocsin.streamprocessor.rules.PlannedRule;
import io.tocsin.streamprocessor.rules.Reading;
import io.tocsin.streamprocessor.rules.RuleVersion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What has to be read and evaluated before a span so that its first instant finds what it found then.
 *
 * @param samplesFromMillis the oldest sample that counts
 * @param evaluateFromMillis the first instant to evaluate: recordings that later instants look back at begin here
 * @param circular recording rules that read what they record themselves, however indirectly: their values may depend on
 *     what lies before any warm-up
 */
public record WarmUp(long samplesFromMillis, long evaluateFromMillis, SortedSet<String> circular) {

    /**
     * The warm-up of a span.
     *
     * @param retentionMillis how far back samples are kept: what a fixed time ({@code @}) may look at
     */
    static WarmUp before(long fromMillis, Collection<RuleVersion> rules, long retentionMillis) {
        return new Search(rules).warmUp(fromMillis, retentionMillis);
    }

    /** A rule and the settings of its group. */
    private record Member(RuleVersion group, PlannedRule rule) {

        long back() {
            return rule.plans()
                            .mapToLong(plan -> plan.reach().backMillis())
                            .max()
                            .orElse(0)
                    + group.queryOffsetMillis();
        }

        /** How long a condition that lasts takes to be all that the alert's state depends on. */
        long hold() {
            return rule.definition().getForMillis() + rule.definition().getKeepFiringForMillis();
        }

        boolean looksAnywhere() {
            return rule.plans().anyMatch(plan -> !plan.reach().sliceable());
        }
    }

    private static final class Search {

        private final List<Member> members = new ArrayList<>();
        private final Map<Member, Long> recordings = new HashMap<>();
        private final Set<Member> visiting = new LinkedHashSet<>();
        private final SortedSet<String> circular = new TreeSet<>();

        Search(Collection<RuleVersion> rules) {
            rules.forEach(group -> group.rules().forEach(rule -> members.add(new Member(group, rule))));
        }

        WarmUp warmUp(long from, long retention) {
            long evaluated = 0;
            long samples = 0;
            long interval = 0;
            for (Member member : members) {
                evaluated = Math.max(evaluated, recordingsBack(member) + member.hold());
                samples = Math.max(samples, member.looksAnywhere() ? retention : member.back());
                interval = Math.max(interval, member.group().intervalMillis());
            }
            // Two instants more: one on the grid of every group, and one before it.
            long first = from - evaluated - 2 * interval;
            return new WarmUp(first - samples, first, circular);
        }

        /** How long before a rule's instant the recordings it reads have to begin. */
        private long recordingsBack(Member member) {
            Long known = recordings.get(member);
            if (known != null) {
                return known;
            }
            visiting.add(member);
            long back = 0;
            for (Selector selector : member.rule().selectors()) {
                for (Member other : members) {
                    if (Reading.mayRead(selector, other.rule())) {
                        long interval = other.group().intervalMillis();
                        back = Math.max(back, member.back() + interval + beyond(member, other));
                    }
                }
            }
            visiting.remove(member);
            recordings.put(member, back);
            return back;
        }

        private long beyond(Member reader, Member other) {
            if (!visiting.contains(other)) {
                return recordingsBack(other);
            }
            // The state of alerts at the beginning is known from the log, and so are their series from there on.
            if (other.rule().definition().getKind() == RuleKind.RECORD) {
                circular.add(reader.group().name().group() + "/"
                        + other.rule().definition().getName());
            }
            return 0;
        }
    }
}
