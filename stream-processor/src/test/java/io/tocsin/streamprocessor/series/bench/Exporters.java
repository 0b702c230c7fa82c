package io.tocsin.streamprocessor.series.bench;

import io.tocsin.schemas.frame.FrameLayout;
import io.tocsin.schemas.frame.MetricFrame;
import io.tocsin.schemas.labels.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Sources whose series behave as those of common exporters: counters, gauges, constants, histograms, a few noisy ones. */
final class Exporters {

    static final int SERIES = 500;

    private final List<FrameLayout> layouts = new ArrayList<>();
    private final double[][] states;
    private final SplittableRandom random = new SplittableRandom(42);

    Exporters(int sources) {
        states = new double[sources][SERIES];
        for (int source = 0; source < sources; source++) {
            List<Labels> series = new ArrayList<>();
            for (int i = 0; i < SERIES; i++) {
                series.add(Labels.of(
                        Labels.METRIC_NAME,
                        "metric_" + i / 10,
                        "job",
                        "node",
                        "instance",
                        "host-" + source,
                        "i",
                        "" + i % 10));
                states[source][i] = random.nextInt(1_000_000);
            }
            layouts.add(FrameLayout.of(series));
        }
    }

    int sources() {
        return states.length;
    }

    FrameLayout layout(int source) {
        return layouts.get(source);
    }

    MetricFrame scrape(int source, long timestamp) {
        double[] state = states[source];
        double[] values = new double[SERIES];
        for (int i = 0; i < SERIES; i++) {
            state[i] = next(i % 20, state[i]);
            values[i] = i % 20 == 19 ? state[i] / 1_048_577 : i % 20 < 3 ? Math.rint(state[i]) / 100 : state[i];
        }
        return new MetricFrame(timestamp, layouts.get(source), values);
    }

    /** Of twenty: 3 CPU seconds, 6 counters, 4 rare counters, 3 constants, 2 gauges of bytes, a float sum, a noisy ratio. */
    private double next(int kind, double state) {
        if (kind < 3) {
            return state + random.nextInt(300);
        } else if (kind < 9) {
            return state + 500 + random.nextInt(400);
        } else if (kind < 13) {
            return random.nextInt(20) == 0 ? state + 1 : state;
        } else if (kind < 16) {
            return state;
        } else if (kind < 18) {
            return Math.max(0, state + 4096.0 * (random.nextInt(200) - 100));
        }
        return kind == 18 ? state + random.nextDouble() : random.nextInt(1_000_000) + random.nextDouble();
    }
}
