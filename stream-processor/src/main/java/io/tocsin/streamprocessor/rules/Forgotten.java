package io.tocsin.streamprocessor.rules;

import io.tocsin.promql.ast.Selector;
import java.util.HashMap;
import java.util.Map;

/**
 * Which samples of the past are no longer seen after an instant: those older than the retention, but for what a rule
 * selects that looks back further; of that, those older than it looks. What is gone does not come back when a later rule
 * looks further. A function of the rule versions and their positions, so that neither slices nor restarts show: see the
 * decision records 0005 and 0009.
 *
 * @param through the instant, {@link Long#MIN_VALUE} before any
 * @param before samples older than this are not seen, unless they are kept
 * @param kept by what selects them
 */
public record Forgotten(long through, long before, Map<Selector, Kept> kept) {

    /** Nothing has been forgotten. */
    public static final Forgotten NOTHING = new Forgotten(Long.MIN_VALUE, Long.MIN_VALUE, Map.of());

    /**
     * What is kept longer.
     *
     * @param lookMillis how far a rule looks back
     * @param floor what was forgotten when it began to
     */
    public record Kept(long lookMillis, long floor) {

        long before(long instant) {
            return Math.max(floor, instant - lookMillis);
        }
    }

    public Forgotten {
        kept = Map.copyOf(kept);
    }

    /**
     * After a later instant, when those up to it are over.
     *
     * @param after nothing has been evaluated up to this instant, if nothing has been forgotten
     * @param retentionMillis what is left at least
     */
    public Forgotten through(long instant, long after, RuleBook rules, long retentionMillis) {
        Forgotten now = this;
        for (long start = Math.max(through, after) + 1; start <= instant; start = now.through + 1) {
            long end = Math.min(instant, rules.constantThrough(start));
            Map<Selector, Long> looks = rules.looksBackFurther(retentionMillis, start);
            now = new Forgotten(end, Math.max(now.before, end - retentionMillis), now.keeping(looks));
        }
        return now;
    }

    private Map<Selector, Kept> keeping(Map<Selector, Long> looks) {
        Map<Selector, Kept> keeping = new HashMap<>();
        looks.forEach((selector, look) -> {
            Kept known = kept.get(selector);
            boolean same = known != null && known.lookMillis == look;
            keeping.put(selector, same ? known : new Kept(look, before(selector)));
        });
        return keeping;
    }

    /** The time before which nothing is seen of what a selector finds. */
    public long before(Selector selector) {
        Kept longer = kept.get(selector);
        return longer == null ? before : longer.before(through);
    }
}
