package io.tocsin.streamprocessor.series;

import io.tocsin.schemas.frame.FrameColumns;
import io.tocsin.schemas.frame.FrameLayout;
import io.tocsin.schemas.frame.MetricFrame;
import io.tocsin.schemas.labels.Labels;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Frames as no decent client sends them: changing layouts, late, early, doubled, split and alone. */
final class Workload {

    static final long START = 1_700_000_000_000L;

    private static final double[] ODD = {
        0.0,
        -0.0,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.MIN_VALUE,
        -Double.MIN_NORMAL / 3,
        Double.MAX_VALUE,
        Double.longBitsToDouble(0x7ff0_0000_0000_0002L),
        Double.longBitsToDouble(0x7ff8_0000_0000_0001L),
        Double.longBitsToDouble(0xfff4_dead_beef_0001L),
        0x1p53,
        -0x1p53 + 1,
        Math.PI,
    };

    record Entry(String source, MetricFrame frame, long horizon) {}

    private final Random random;
    private final Map<List<Labels>, FrameLayout> layouts = new HashMap<>();
    private final int sources;
    private final int seriesPerSource;
    private final boolean tame;
    private long now = START;
    private long horizon = START - 1000;

    Workload(long seed) {
        random = new Random(seed);
        sources = 1 + random.nextInt(3);
        seriesPerSource = 1 + random.nextInt(40);
        tame = random.nextInt(3) == 0;
    }

    Random random() {
        return random;
    }

    long now() {
        return now;
    }

    /** @return the horizon so far; that of all to come is later */
    long tick() {
        return horizon++;
    }

    Entry next() {
        now += random.nextInt(4) == 0 ? 0 : 250L * random.nextInt(8);
        if (random.nextInt(3) > 0) {
            horizon = Math.max(horizon, now - random.nextInt(500));
        }
        int source = random.nextInt(sources);
        List<Labels> series = members(source);
        FrameLayout layout =
                random.nextInt(5) > 0 ? layouts.computeIfAbsent(series, FrameLayout::of) : FrameLayout.of(series);
        long[] offsets = new long[random.nextInt(tame ? 50 : 4) == 0 ? series.size() : 0];
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = random.nextInt(5) * 100L - 200;
        }
        double[] values = new double[series.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(i);
        }
        MetricFrame frame = new MetricFrame(timestamp(), layout, values, offsets, FrameColumns.NONE);
        return new Entry("source-" + source, frame, random.nextInt(40) == 0 ? Long.MIN_VALUE : horizon);
    }

    private List<Labels> members(int source) {
        // A series of its own with some sources; the first ones are everybody's.
        List<Labels> all = new ArrayList<>();
        for (int i = 0; i < seriesPerSource; i++) {
            all.add(Reading.series("m" + i % 5, "i", "" + i, "source", i < 2 ? "" : "" + source));
        }
        int kind = random.nextInt(tame ? 40 : 5);
        if (kind == 0) {
            return List.of(all.get(random.nextInt(all.size())));
        }
        if (kind == 1) {
            Collections.shuffle(all, random);
        }
        if (kind <= 2) {
            return all.subList(0, 1 + random.nextInt(all.size()));
        }
        return all;
    }

    private long timestamp() {
        return switch (random.nextInt(tame ? 60 : 8)) {
            case 0 -> now - random.nextInt(100_000);
            case 1 -> now + random.nextInt(100_000);
            case 2 -> now - 3 * 3_600_000L;
            default -> now;
        };
    }

    private double value(int i) {
        return switch (random.nextInt(tame ? 12 : 6)) {
            case 0 -> ODD[random.nextInt(ODD.length)];
            case 1 -> random.nextGaussian();
            case 2 -> random.nextInt(1000) / 100.0;
            case 3 -> i;
            default -> Math.floor(now / (1000.0 + i));
        };
    }
}
