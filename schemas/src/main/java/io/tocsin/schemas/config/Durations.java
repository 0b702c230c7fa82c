package io.tocsin.schemas.config;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as Prometheus writes them: whole numbers with the units {@code y w d h m s ms}, each at most once and from
 * large to small, such as {@code 1d12h}, {@code 90s}, {@code 250ms}; {@code 0} needs no unit. A year has 365 days.
 */
public final class Durations {

    private static final String[] UNITS = {"y", "w", "d", "h", "m", "s", "ms"};
    private static final long[] MILLIS = {31_536_000_000L, 604_800_000L, 86_400_000L, 3_600_000L, 60_000L, 1_000L, 1L};
    private static final Pattern FORM = Pattern.compile(
            "(?:(\\d+)y)?(?:(\\d+)w)?(?:(\\d+)d)?(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s)?(?:(\\d+)ms)?", Pattern.DOTALL);

    /** What fits Prometheus' 64 bits of nanoseconds. */
    private static final long MAX_MILLIS = Long.MAX_VALUE / 1_000_000L;

    private Durations() {}

    /** @throws IllegalArgumentException with a message for the user, if the text is no such duration */
    public static Duration parse(String text) {
        if (text.equals("0")) {
            return Duration.ZERO;
        }
        Matcher form = FORM.matcher(text);
        if (text.isEmpty() || !form.matches()) {
            throw new IllegalArgumentException(describe(text));
        }
        try {
            return Duration.ofMillis(sum(form));
        } catch (ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException("the duration \"" + text + "\" is longer than 292 years", e);
        }
    }

    private static long sum(Matcher form) {
        long millis = 0;
        for (int unit = 0; unit < UNITS.length; unit++) {
            String digits = form.group(unit + 1);
            if (digits != null) {
                millis = Math.addExact(millis, Math.multiplyExact(Long.parseLong(digits), MILLIS[unit]));
            }
        }
        if (millis > MAX_MILLIS) {
            throw new ArithmeticException("too long");
        }
        return millis;
    }

    private static String describe(String text) {
        String example = "; write for example 30s, 5m or 1d12h";
        if (text.isEmpty()) {
            return "an empty duration" + example;
        }
        if (text.startsWith("-")) {
            return "the duration \"" + text + "\" is negative" + example;
        }
        if (text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return "the duration \"" + text + "\" has no unit; units are y, w, d, h, m, s and ms";
        }
        return "\"" + text + "\" is not a duration (whole numbers, units y w d h m s ms from large to small)" + example;
    }

    /** The shortest form that {@link #parse} reads back; what is finer than a millisecond is cut off. */
    public static String format(Duration duration) {
        long rest = duration.toMillis();
        if (rest == 0) {
            return "0s";
        }
        StringBuilder out = new StringBuilder();
        for (int unit = 0; unit < UNITS.length; unit++) {
            // As in Prometheus, years and weeks only where nothing remains: 8d, not 1w1d.
            boolean exactOnly = unit < 2;
            if (exactOnly ? rest % MILLIS[unit] == 0 && rest > 0 : rest >= MILLIS[unit]) {
                out.append(rest / MILLIS[unit]).append(UNITS[unit]);
                rest %= MILLIS[unit];
            }
        }
        return out.toString();
    }
}
