package io.tocsin.promql.series;

import io.tocsin.promql.PromqlException;
import io.tocsin.schemas.labels.Labels;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A series and its samples in the notation of promtool's unit tests: {@code metric{label="value"} 1 2+3x4 _ stale}.
 *
 * <p>{@code a+bxn} is a, a+b, … (n+1 samples), {@code axn} a, n+1 times, {@code _} no sample, {@code _xn} n times none,
 * {@code stale} a staleness marker. A native histogram is <code>{{…}}</code>, also with {@code xn} and
 * <code>+{{…}}xn</code>: it is known to be there, and what it says is not read.
 *
 * @param values one a step; meaningless where {@code present} has no bit
 * @param present the steps with a number or a staleness marker
 * @param histograms the steps with a native histogram
 */
public record SeriesNotation(Labels labels, double[] values, BitSet present, BitSet histograms) {

    private static final String NUMBER = "[+-]?(?:(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?|[iI]nf|[nN]a[nN])";
    private static final Pattern FINITE = Pattern.compile(NUMBER);
    private static final Pattern REPEATED =
            Pattern.compile("(?<first>" + NUMBER + ")(?:(?<sign>[+-])(?<by>" + NUMBER + "))?x(?<times>\\d+)");
    private static final String HISTOGRAM = "\\{\\{[^{}]*}}";
    private static final Pattern HISTOGRAMS =
            Pattern.compile(HISTOGRAM + "(?:[+-]" + HISTOGRAM + ")?(?:x(?<times>\\d+))?");
    private static final Pattern WORDS = Pattern.compile(HISTOGRAMS.pattern().replace("?<times>", "") + "|\\S+");
    private static final Pattern GAPS = Pattern.compile("_x(\\d+)");
    private static final int MOST_SAMPLES = 10_000_000;

    /** @throws PromqlException if the text is not in the notation */
    public static SeriesNotation parse(String line) {
        SeriesName name = SeriesName.parse(line.strip());
        return parse(name.labels(), name.rest());
    }

    /** @param samples the part after the series */
    public static SeriesNotation parse(Labels labels, String samples) {
        Collector collector = new Collector();
        WORDS.matcher(samples).results().forEach(word -> collector.addWord(word.group()));
        double[] values = Arrays.copyOf(collector.values, collector.size);
        return new SeriesNotation(labels, values, collector.present, collector.histograms);
    }

    /** A number as PromQL writes it; infinite ones and NaN included. */
    public static double number(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return switch (lower) {
            case "nan", "+nan", "-nan" -> Double.NaN;
            case "inf", "+inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> finite(text);
        };
    }

    private static double finite(String text) {
        // Java's own numbers have more forms, such as 1d.
        if (!FINITE.matcher(text).matches()) {
            throw new PromqlException("not a sample: \"" + text + "\"; expected a number, a+bxn, axn, _, _xn or stale");
        }
        return Double.parseDouble(text);
    }

    private static final class Collector {
        private double[] values = new double[16];
        private final BitSet present = new BitSet();
        private final BitSet histograms = new BitSet();
        private int size;

        void addWord(String word) {
            Matcher gaps = GAPS.matcher(word);
            Matcher repeated = REPEATED.matcher(word);
            Matcher histogram = HISTOGRAMS.matcher(word);
            if (word.equals("_")) {
                skip(1);
            } else if (word.equals("stale")) {
                add(Samples.staleMarker());
            } else if (gaps.matches()) {
                skip(times(gaps.group(1)));
            } else if (repeated.matches()) {
                addRepeated(repeated);
            } else if (histogram.matches()) {
                String times = histogram.group("times");
                addHistograms(times == null ? 1 : times(times) + 1);
            } else {
                add(number(word));
            }
        }

        private void addHistograms(int count) {
            histograms.set(size, size + count);
            skip(count);
        }

        private void addRepeated(Matcher word) {
            double value = number(word.group("first"));
            double by = word.group("by") == null ? 0 : number(word.group("by"));
            int times = times(word.group("times"));
            for (int i = 0; i <= times; i++) {
                add(value);
                value = "-".equals(word.group("sign")) ? value - by : value + by;
            }
        }

        private static int times(String text) {
            if (text.length() > 8 || Integer.parseInt(text) > MOST_SAMPLES) {
                throw new PromqlException("too many samples: x" + text);
            }
            return Integer.parseInt(text);
        }

        private void skip(int steps) {
            size += steps;
            grow();
        }

        private void add(double value) {
            size++;
            grow();
            values[size - 1] = value;
            present.set(size - 1);
        }

        private void grow() {
            if (size > values.length) {
                values = Arrays.copyOf(values, Math.max(size, 2 * values.length));
            }
        }
    }
}
