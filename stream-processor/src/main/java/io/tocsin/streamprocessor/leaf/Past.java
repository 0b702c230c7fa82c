package io.tocsin.streamprocessor.leaf;

import io.tocsin.promql.series.SeriesSource;
import io.tocsin.streamprocessor.rules.Forgotten;
import io.tocsin.streamprocessor.rules.RuleBook;
import io.tocsin.streamprocessor.state.KeyedState;
import io.tocsin.streamprocessor.time.PartitionClocks;
import java.time.Duration;
import java.util.Map;

/**
 * What lies behind a leaf task: how far it has got, and what it no longer sees of the time before. Both are part of its
 * state, so that a restart changes nothing of either.
 */
final class Past {

    private static final String BEGIN = "begin";
    private static final String KEPT = "kept";

    private final RuleBook rules;
    private final LeafSamples samples;
    private final long retentionMillis;
    private final KeyedState state;
    private final long beginAfter;
    private long done;
    private Forgotten forgotten;

    /** Takes up what the state holds; rules and samples have been restored by then. */
    Past(RuleBook rules, LeafSamples samples, Duration retention, KeyedState state) {
        this.rules = rules;
        this.samples = samples;
        this.retentionMillis = retention.toMillis();
        this.state = state;
        Cursor begin = cursor(BEGIN);
        Cursor cursor = cursor(Cursor.KEY);
        this.beginAfter = begin.instant();
        this.done = cursor.instant();
        byte[] kept = state.get(KEPT);
        Cursor last = done == PartitionClocks.NO_TICK ? begin : cursor;
        this.forgotten =
                new Forgotten(last.instant(), last.forgottenBefore(), kept == null ? Map.of() : KeptCodec.decode(kept));
        samples.keep(forgotten, retentionMillis);
        // A restore may have read more of the log than was to be seen before it.
        samples.evict(forgotten, retentionMillis);
        samples.forgetThrough(done);
    }

    private Cursor cursor(String key) {
        byte[] bytes = state.get(key);
        return bytes == null
                ? new Cursor(PartitionClocks.NO_TICK, Long.MIN_VALUE, Long.MIN_VALUE)
                : Cursor.decode(bytes);
    }

    /** Has a task that is opened on {@code state}, which has to be new, begin after an instant with a past of this kind. */
    static void beginAfter(KeyedState state, long instant, Forgotten forgotten) {
        state.put(BEGIN, new Cursor(instant, forgotten.before(), forgotten.before()).encode());
        state.put(KEPT, KeptCodec.encode(forgotten.kept()));
    }

    /** The last instant that is over; {@link PartitionClocks#NO_TICK} before the first. */
    long done() {
        return done;
    }

    /**
     * The instants before this one, and it, are not evaluated.
     *
     * @param instant where the log begins; where a replay begins is later
     */
    void begin(long instant) {
        done = Math.max(instant, beginAfter) - 1;
        moveTo(done + 1);
    }

    /** All instants up to this one are over. */
    void moveTo(long instant) {
        Forgotten before = forgotten;
        forgotten = forgotten(instant);
        done = instant;
        if (!forgotten.kept().equals(before.kept())) {
            state.put(KEPT, KeptCodec.encode(forgotten.kept()));
            samples.keep(forgotten, retentionMillis);
        }
        samples.forgetThrough(done);
        rules.forgetThrough(done);
        samples.evict(forgotten, retentionMillis);
        state.put(Cursor.KEY, new Cursor(done, forgotten.before(), samples.neededFrom(forgotten)).encode());
    }

    private Forgotten forgotten(long instant) {
        return forgotten.through(instant, done, rules, retentionMillis);
    }

    /** What the next instant sees of a source, and those after it that look no further back than they may. */
    SeriesSource seenAt(long instant, SeriesSource source) {
        Forgotten by = forgotten(instant);
        return (selector, from, to, visitor) -> {
            long after = Math.max(from, by.before(selector) - 1);
            if (after < to) {
                source.select(selector, after, to, visitor);
            }
        };
    }
}
