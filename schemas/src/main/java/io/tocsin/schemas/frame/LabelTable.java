package io.tocsin.schemas.frame;

import io.tocsin.schemas.labels.Labels;
import io.tocsin.schemas.wire.MalformedRecordException;
import io.tocsin.schemas.wire.MalformedRecordException.Reason;
import java.util.HashSet;
import java.util.Set;

/** Turns a frame's table of strings and references into label sets, and refuses what is none. */
final class LabelTable {

    private final String[] symbols;
    private final int[] refs;
    private final FrameLimits limits;

    LabelTable(String[] symbols, int[] refs, FrameLimits limits) {
        this.symbols = symbols;
        this.refs = refs;
        this.limits = limits;
    }

    Labels[] series(int[] ends) throws MalformedRecordException {
        Labels[] series = new Labels[ends.length];
        Set<Labels> seen = HashSet.newHashSet(ends.length);
        int start = 0;
        for (int i = 0; i < ends.length; i++) {
            requireRun(i, start, ends[i]);
            series[i] = labels(i, start, ends[i]);
            if (!seen.add(series[i])) {
                throw bad(i, "stands there twice: " + series[i]);
            }
            start = ends[i];
        }
        if (start != refs.length) {
            throw new MalformedRecordException(
                    Reason.BAD_LABELS, (refs.length - start) + " label references belong to no series");
        }
        return series;
    }

    private void requireRun(int series, int start, int end) throws MalformedRecordException {
        if (end <= start || end > refs.length || (end - start) % 2 != 0) {
            throw bad(series, "has its labels from " + start + " to " + end + " of " + refs.length + " references");
        }
        int labels = (end - start) / 2;
        if (labels > limits.labels()) {
            throw new MalformedRecordException(
                    Reason.TOO_LARGE,
                    "series " + series + " has " + labels + " labels, " + limits.labels() + " are allowed");
        }
    }

    private Labels labels(int series, int start, int end) throws MalformedRecordException {
        String[] pairs = new String[end - start];
        for (int i = 0; i < pairs.length; i++) {
            int ref = refs[start + i];
            if (ref < 0 || ref >= symbols.length) {
                throw bad(series, "points at " + ref + " of " + symbols.length + " symbols");
            }
            pairs[i] = symbols[ref];
        }
        Labels labels = Labels.ofSortedPairs(pairs);
        if (labels == null) {
            throw bad(series, "has label names that do not ascend, or an empty value");
        }
        if (labels.metricName().isEmpty()) {
            throw bad(series, "has no metric name: " + labels);
        }
        return labels;
    }

    private static MalformedRecordException bad(int series, String what) {
        return new MalformedRecordException(Reason.BAD_LABELS, "series " + series + " " + what);
    }
}
