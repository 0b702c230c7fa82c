package io.tocsin.collector.exposition;

import io.tocsin.schemas.frame.MetricType;
import io.tocsin.schemas.labels.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Families of all types, with names and values that are hard to write. */
final class RandomFamilies {

    private static final String HARD = "\"\\\n{}=,# \t'abnäß€😀\r";
    private static final String[] UNITS = {"", "seconds", "bytes"};
    private static final double[] VALUES = {
        0,
        -0.0,
        1,
        -1,
        0.1,
        1e22,
        1e23,
        1.2345678901234568e17,
        7.424100000000001e-05,
        Double.MAX_VALUE,
        Double.MIN_VALUE,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        FloatReader.NAN
    };

    private final Random random;
    private final boolean openMetrics;

    RandomFamilies(Random random, ExpositionFormat format) {
        this.random = random;
        this.openMetrics = format == ExpositionFormat.OPENMETRICS;
    }

    List<Family> next() {
        return IntStream.range(0, random.nextInt(4)).mapToObj(this::family).toList();
    }

    private Family family(int number) {
        String unit = openMetrics ? UNITS[random.nextInt(UNITS.length)] : "";
        String name = name("metric") + number + (unit.isEmpty() ? "" : "_" + unit);
        MetricType type = type();
        String help = random.nextBoolean() ? "" : help();
        List<Family.Sample> samples = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            samples.add(sample(name, type));
        }
        return new Family(new FamilyMetadata(name, type, help, unit), samples);
    }

    /** One of nothing but blanks is none in Prometheus' format. */
    private String help() {
        String help = hard(12);
        return help.chars().allMatch(c -> c == ' ' || c == '\t') ? "" : help;
    }

    private MetricType type() {
        MetricType[] types = openMetrics
                ? MetricType.values()
                : new MetricType[] {
                    MetricType.UNKNOWN, MetricType.COUNTER, MetricType.GAUGE, MetricType.HISTOGRAM, MetricType.SUMMARY
                };
        return types[random.nextInt(types.length)];
    }

    private Family.Sample sample(String family, MetricType type) {
        Labels.Builder labels = Labels.builder().set(Labels.METRIC_NAME, family + suffix(type));
        for (int i = random.nextInt(4); i > 0; i--) {
            labels.set(name("label"), hard(8));
        }
        if (type == MetricType.HISTOGRAM) {
            labels.set("le", OpenMetricsFloat.text(value()));
        }
        return new Family.Sample(labels.build(), value(), timestamp(), openMetrics ? exemplar() : null);
    }

    private static String suffix(MetricType type) {
        return switch (type) {
            case COUNTER -> "_total";
            case HISTOGRAM, GAUGE_HISTOGRAM -> "_bucket";
            case INFO -> "_info";
            case SUMMARY -> "_sum";
            case UNKNOWN, GAUGE, STATE_SET -> "";
        };
    }

    private Family.@Nullable Exemplar exemplar() {
        return random.nextInt(3) > 0
                ? null
                : new Family.Exemplar(Labels.of("trace_id", "x" + hard(5)), value(), timestamp());
    }

    /** A part of a second that a double holds exactly, so that seconds can be told from milliseconds. */
    private @Nullable Long timestamp() {
        return random.nextBoolean() ? null : 125L * random.nextInt(1_000_000_000);
    }

    private double value() {
        return switch (random.nextInt(4)) {
            case 0 -> VALUES[random.nextInt(VALUES.length)];
            case 1 -> random.nextInt(1000);
            case 2 -> random.nextGaussian();
            default -> {
                double any = Double.longBitsToDouble(random.nextLong());
                yield Double.isNaN(any) ? FloatReader.NAN : any;
            }
        };
    }

    private String name(String plain) {
        return random.nextInt(3) > 0 ? plain + (char) ('a' + random.nextInt(26)) : plain + "." + hard(4);
    }

    private String hard(int length) {
        StringBuilder text = new StringBuilder();
        int[] points = HARD.codePoints().toArray();
        for (int i = random.nextInt(length); i > 0; i--) {
            text.appendCodePoint(points[random.nextInt(points.length)]);
        }
        return text.toString();
    }
}
