package io.tocsin.streamprocessor.series;

import io.tocsin.schemas.labels.Labels;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One series and where its samples are: rows of stripes, in log order. New samples go to its home, the last of them;
 * what an earlier one holds is earlier in the log.
 */
final class Series {

    private static final Stripe[] NOWHERE = new Stripe[0];

    final Labels labels;
    final Source source;
    private Stripe[] stripes = NOWHERE;
    private int[] rows = new int[0];
    private @Nullable Stripe home;
    private int homeRow;

    private long keptLongerMillis;
    private long floor = Long.MIN_VALUE;

    Series(Labels labels, Source source) {
        this.labels = labels;
        this.source = source;
    }

    /**
     * From now on samples are kept so much longer than those of other series.
     *
     * @param evictedBefore for those other series; what is evicted does not come back, though some of it be in a block
     */
    void keepLonger(long millis, long evictedBefore) {
        floor = keptFrom(evictedBefore);
        keptLongerMillis = millis;
    }

    /** @return the time from which samples are kept where those of others are kept from {@code millis} */
    long keptFrom(long millis) {
        long from = millis - keptLongerMillis;
        return Math.max(floor, from > millis ? Long.MIN_VALUE : from);
    }

    @Nullable
    Stripe home() {
        return home;
    }

    int homeRow() {
        return homeRow;
    }

    boolean isNowhere() {
        return stripes.length == 0;
    }

    void settle(Stripe stripe, int row) {
        int n = stripes.length;
        stripes = Arrays.copyOf(stripes, n + 1);
        rows = Arrays.copyOf(rows, n + 1);
        stripes[n] = stripe;
        rows[n] = row;
        home = stripe;
        homeRow = row;
    }

    void leaveHome() {
        home = null;
    }

    /** Whether new samples go to that row. A series that came back to a stripe has several rows there. */
    boolean livesAt(Stripe stripe, int row) {
        return home == stripe && homeRow == row;
    }

    /** The row has no samples any more. */
    void forget(Stripe stripe, int row) {
        int kept = 0;
        for (int i = 0; i < stripes.length; i++) {
            if (stripes[i] != stripe || rows[i] != row) {
                stripes[kept] = stripes[i];
                rows[kept++] = rows[i];
            }
        }
        stripes = kept == 0 ? NOWHERE : Arrays.copyOf(stripes, kept);
        rows = Arrays.copyOf(rows, kept);
    }

    /** Adds the samples of the span in log order. */
    void read(Span span, BlockCodec codec, SampleBuffer out) {
        for (int i = 0; i < stripes.length; i++) {
            stripes[i].read(rows[i], span, codec, out);
        }
    }
}
