package io.tocsin.streamprocessor.rules;

import io.tocsin.promql.ast.Selector;
import io.tocsin.promql.plan.Plan;
import io.tocsin.schemas.avro.RuleGroupVersion;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A version of a rule group, parsed and planned once, when it arrives. */
public final class RuleVersion {

    /** Superseded versions are evaluated on for so long, so that a root finds one that all partitions know. */
    private static final long OVERLAP_MILLIS = Duration.ofMinutes(1).toMillis();

    private final RuleGroupVersion definition;
    private final RuleGroupName name;
    private final List<PlannedRule> rules;
    private final List<Plan> plans;
    private final List<Selector> selectors;
    private final Map<Selector, Long> looksBack = new HashMap<>();

    RuleVersion(RuleGroupVersion definition, List<PlannedRule> rules) {
        this.definition = definition;
        this.name = new RuleGroupName(definition.getNamespace(), definition.getGroup());
        this.rules = List.copyOf(rules);
        this.plans = allPlans(rules);
        this.selectors = rules.stream()
                .flatMap(rule -> rule.selectors().stream())
                .distinct()
                .toList();
        reaches()
                .forEach(reach -> reach.back()
                        .forEach((selector, millis) ->
                                looksBack.merge(selector, millis + definition.getQueryOffsetMillis(), Math::max)));
    }

    private static List<Plan> allPlans(List<PlannedRule> rules) {
        return rules.stream().flatMap(PlannedRule::plans).toList();
    }

    public RuleGroupVersion definition() {
        return definition;
    }

    public RuleGroupName name() {
        return name;
    }

    public String version() {
        return definition.getVersion();
    }

    public long revision() {
        return definition.getRevision();
    }

    public boolean removed() {
        return definition.getRemoved();
    }

    public List<PlannedRule> rules() {
        return rules;
    }

    /** Those of the rules and of the queries in their templates. */
    public List<Plan> plans() {
        return plans;
    }

    /** What the rules read, each once. */
    public List<Selector> selectors() {
        return selectors;
    }

    public Stream<Plan.Reach> reaches() {
        return plans.stream().map(Plan::reach);
    }

    /** How far before an instant the group's rules look at most. */
    public long looksBackMillis() {
        return reaches().mapToLong(Plan.Reach::backMillis).max().orElse(0) + queryOffsetMillis();
    }

    /** How far before an instant they look at what a selector finds, in milliseconds. */
    public Map<Selector, Long> looksBack() {
        return Collections.unmodifiableMap(looksBack);
    }

    public long intervalMillis() {
        return definition.getIntervalMillis();
    }

    public long queryOffsetMillis() {
        return definition.getQueryOffsetMillis();
    }

    /** Whether the group has to be evaluated at {@code instant}: the grid is that of the interval, from the epoch on. */
    public boolean dueAt(long instant) {
        return Math.floorMod(instant, intervalMillis()) == 0;
    }

    /** The first instant on the group's grid that is not before {@code instant}. */
    public long firstDueFrom(long instant) {
        return -Math.floorDiv(-instant, intervalMillis()) * intervalMillis();
    }

    public boolean effectiveAt(long instant) {
        return instant >= effectiveFrom();
    }

    /** {@link Long#MIN_VALUE} where it is effective as soon as it is known. */
    public long effectiveFrom() {
        Long from = definition.getEffectiveFrom();
        return from == null ? Long.MIN_VALUE : from;
    }

    /**
     * The last instant at which a version that this one supersedes is still evaluated.
     *
     * @param horizon this version's position
     */
    long overlapEnd(long horizon) {
        long known = Math.max(Math.max(horizon, definition.getRevision()), effectiveFrom());
        return known + Math.max(OVERLAP_MILLIS, 2 * intervalMillis());
    }
}
