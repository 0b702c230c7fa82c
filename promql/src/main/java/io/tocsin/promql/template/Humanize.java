package io.tocsin.promql.template;

import io.tocsin.promql.text.GoFloat;

/** Numbers as people read them; four significant digits. */
final class Humanize {

    private static final String[] LARGE = {"k", "M", "G", "T", "P", "E", "Z", "Y"};
    private static final String[] SMALL = {"m", "u", "n", "p", "f", "a", "z", "y"};
    private static final String[] BINARY = {"ki", "Mi", "Gi", "Ti", "Pi", "Ei", "Zi", "Yi"};

    private Humanize() {}

    private static String digits(double value) {
        return GoFloat.format(value, 'g', 4);
    }

    private static boolean isPlain(double value) {
        return value == 0 || Double.isNaN(value) || Double.isInfinite(value);
    }

    /** {@code 1.234M}. */
    static String decimal(double value) {
        if (isPlain(value)) {
            return digits(value);
        }
        return Math.abs(value) >= 1 ? scaled(value, 1000, LARGE) : fraction(value);
    }

    /** {@code 1.177Mi}. */
    static String binary(double value) {
        return Math.abs(value) <= 1 || isPlain(value) ? digits(value) : scaled(value, 1024, BINARY);
    }

    private static String scaled(double value, double base, String[] prefixes) {
        String prefix = "";
        double scaled = value;
        for (int i = 0; i < prefixes.length && Math.abs(scaled) >= base; i++) {
            prefix = prefixes[i];
            scaled /= base;
        }
        return digits(scaled) + prefix;
    }

    private static String fraction(double value) {
        String prefix = "";
        double scaled = value;
        for (int i = 0; i < SMALL.length && Math.abs(scaled) < 1; i++) {
            prefix = SMALL[i];
            scaled *= 1000;
        }
        return digits(scaled) + prefix;
    }

    /** {@code 1d 2h 3m 4s}, {@code 12.35ms}. */
    static String duration(double seconds) {
        if (Double.isNaN(seconds) || Double.isInfinite(seconds)) {
            return digits(seconds);
        }
        if (seconds == 0) {
            return "0s";
        }
        if (Math.abs(seconds) < 1) {
            return fraction(seconds) + "s";
        }
        String sign = seconds < 0 ? "-" : "";
        long whole = (long) Math.abs(seconds);
        long minutes = whole / 60 % 60;
        long hours = whole / 3600 % 24;
        long days = whole / 86_400;
        if (days > 0) {
            return sign + days + "d " + hours + "h " + minutes + "m " + whole % 60 + "s";
        }
        if (hours > 0) {
            return sign + hours + "h " + minutes + "m " + whole % 60 + "s";
        }
        return sign + (minutes > 0 ? minutes + "m " + whole % 60 + "s" : digits(Math.abs(seconds)) + "s");
    }

    static String percentage(double ratio) {
        return digits(ratio * 100) + "%";
    }

    static String timestamp(double seconds) {
        return Double.isNaN(seconds) || Double.isInfinite(seconds)
                ? digits(seconds)
                : time(seconds).toString();
    }

    /** @throws TemplateError for a time that Go's nanoseconds cannot hold */
    static GoTime time(double seconds) {
        double nanos = seconds * 1e9;
        if (!(nanos <= Long.MAX_VALUE && nanos >= Long.MIN_VALUE)) {
            throw new TemplateError(GoFloat.shortest(seconds)
                    + " cannot be represented as a nanoseconds timestamp since it overflows int64");
        }
        return GoTime.ofMillis(Math.floorDiv((long) nanos, 1_000_000L));
    }
}
