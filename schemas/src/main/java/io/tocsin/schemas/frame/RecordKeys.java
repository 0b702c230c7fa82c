package io.tocsin.schemas.frame;

import io.tocsin.schemas.labels.Labels;
import org.jspecify.annotations.Nullable;

/**
 * The key under which a series' samples stand in the log. It is a function of the final labels and the same for every
 * way in, so that one series lives in one partition.
 */
public final class RecordKeys {

    private static final String JOB = "job";
    private static final String INSTANCE = "instance";

    private RecordKeys() {}

    /** {@code job/instance} where the series has both labels, else the metric's name. */
    public static String of(Labels labels) {
        String job = labels.get(JOB);
        String instance = labels.get(INSTANCE);
        return job.isEmpty() || instance.isEmpty() ? labels.metricName() : job + "/" + instance;
    }

    /** @return null if the series have different keys, or there are none */
    static @Nullable String common(Labels[] series) {
        if (series.length == 0) {
            return null;
        }
        for (Labels labels : series) {
            if (!sameKey(series[0], labels)) {
                return null;
            }
        }
        return of(series[0]);
    }

    private static boolean sameKey(Labels a, Labels b) {
        boolean byTarget = a.has(JOB) && a.has(INSTANCE);
        if (byTarget != (b.has(JOB) && b.has(INSTANCE))) {
            return of(a).equals(of(b));
        }
        return byTarget
                ? a.get(JOB).equals(b.get(JOB)) && a.get(INSTANCE).equals(b.get(INSTANCE))
                : a.metricName().equals(b.metricName());
    }
}
