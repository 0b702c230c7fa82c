package io.tocsin.client.micrometer;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** A page in Prometheus' text format, as values by series. */
final class TextPage {

    private TextPage() {}

    /** A series is {@code name{label=value, …}}, labels in order. */
    static Map<String, Double> parse(String page) {
        Map<String, Double> samples = new TreeMap<>();
        for (String line : page.lines().toList()) {
            if (!line.isEmpty() && !line.startsWith("#")) {
                int end = line.lastIndexOf(' ');
                put(samples, series(line.substring(0, end)), number(line.substring(end + 1)));
            }
        }
        return samples;
    }

    static void put(Map<String, Double> samples, String series, double value) {
        if (samples.put(series, value) != null) {
            throw new AssertionError("twice: " + series);
        }
    }

    static String series(String metric, Map<String, String> labels) {
        return metric + new TreeMap<>(labels);
    }

    private static String series(String text) {
        int brace = text.indexOf('{');
        if (brace < 0) {
            return series(text, Map.of());
        }
        Map<String, String> labels = new HashMap<>();
        int at = brace + 1;
        while (text.charAt(at) != '}') {
            int equals = text.indexOf("=\"", at);
            StringBuilder value = new StringBuilder();
            int i = equals + 2;
            for (; text.charAt(i) != '"'; i++) {
                char c = text.charAt(i);
                value.append(c != '\\' ? c : text.charAt(++i) == 'n' ? '\n' : text.charAt(i));
            }
            labels.put(text.substring(at, equals), value.toString());
            at = text.charAt(i + 1) == ',' ? i + 2 : i + 1;
        }
        return series(text.substring(0, brace), labels);
    }

    private static double number(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }
}
