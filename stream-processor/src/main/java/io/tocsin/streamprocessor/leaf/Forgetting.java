package io.tocsin.streamprocessor.leaf;

import io.tocsin.promql.series.SeriesSource;
import io.tocsin.streamprocessor.rules.RuleBook;
import java.time.Duration;

/**
 * The time before which samples are no longer seen. It only grows, and is a function of the log: see the decision record
 * on what is forgotten.
 */
final class Forgetting {

    private final RuleBook rules;
    private final long retentionMillis;
    private long before;

    /** @param before as it was before a restart; {@link Long#MIN_VALUE} where nothing has been forgotten */
    Forgetting(RuleBook rules, Duration retention, long before) {
        this.rules = rules;
        this.retentionMillis = retention.toMillis();
        this.before = before;
    }

    long before() {
        return before;
    }

    /** All instants up to this one are over. */
    void forgetThrough(long instant, long done) {
        before = before(instant, done);
    }

    private long before(long instant, long done) {
        return Math.max(before, rules.forgottenBefore(done, instant, retentionMillis));
    }

    /**
     * What an instant sees of a source, and those after it that look no further back than they may.
     *
     * @param done the last instant that is over
     */
    SeriesSource seenAt(long instant, long done, SeriesSource source) {
        long millis = before(instant, done);
        return (selector, from, to, visitor) -> {
            long after = Math.max(from, millis - 1);
            if (after < to) {
                source.select(selector, after, to, visitor);
            }
        };
    }
}
