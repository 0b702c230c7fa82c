package io.tocsin.promql.eval;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.function.ToIntFunction;

/** The functions of a time in seconds since the epoch, UTC, by name. */
final class DateFunctions {

    private static final long EARLIEST = LocalDateTime.MIN.toEpochSecond(ZoneOffset.UTC);
    private static final long LATEST = LocalDateTime.MAX.toEpochSecond(ZoneOffset.UTC);

    private static final Map<String, ToIntFunction<LocalDateTime>> BY_NAME = Map.of(
            "day_of_month", LocalDateTime::getDayOfMonth,
            "day_of_week", time -> time.getDayOfWeek().getValue() % 7,
            "day_of_year", LocalDateTime::getDayOfYear,
            "days_in_month", time -> time.toLocalDate().lengthOfMonth(),
            "hour", LocalDateTime::getHour,
            "minute", LocalDateTime::getMinute,
            "month", LocalDateTime::getMonthValue,
            "year", LocalDateTime::getYear);

    private DateFunctions() {}

    static boolean contains(String name) {
        return BY_NAME.containsKey(name);
    }

    static double apply(String name, double seconds) {
        if (Double.isNaN(seconds)) {
            return Double.NaN;
        }
        long second = Math.clamp((long) seconds, EARLIEST, LATEST);
        ToIntFunction<LocalDateTime> field = BY_NAME.get(name);
        return field == null ? Double.NaN : field.applyAsInt(LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC));
    }
}
