package io.tocsin.collector.otlp;

import java.util.Map;

/**
 * A UCUM unit as the words that end a metric name: {@code By/s} is {@code bytes} and {@code per_second}.
 *
 * @param main empty if the unit says nothing ({@code 1}) or is an annotation ({@code {requests}})
 * @param per with {@code per_} in front; empty if there is none
 */
record UnitSuffixes(String main, String per) {

    private static final Map<String, String> MAIN = Map.ofEntries(
            Map.entry("d", "days"),
            Map.entry("h", "hours"),
            Map.entry("min", "minutes"),
            Map.entry("s", "seconds"),
            Map.entry("ms", "milliseconds"),
            Map.entry("us", "microseconds"),
            Map.entry("ns", "nanoseconds"),
            Map.entry("By", "bytes"),
            Map.entry("KiBy", "kibibytes"),
            Map.entry("MiBy", "mebibytes"),
            Map.entry("GiBy", "gibibytes"),
            Map.entry("TiBy", "tibibytes"),
            Map.entry("KBy", "kilobytes"),
            Map.entry("MBy", "megabytes"),
            Map.entry("GBy", "gigabytes"),
            Map.entry("TBy", "terabytes"),
            Map.entry("m", "meters"),
            Map.entry("V", "volts"),
            Map.entry("A", "amperes"),
            Map.entry("J", "joules"),
            Map.entry("W", "watts"),
            Map.entry("g", "grams"),
            Map.entry("Cel", "celsius"),
            Map.entry("Hz", "hertz"),
            Map.entry("1", ""),
            Map.entry("%", "percent"));

    private static final Map<String, String> PER =
            Map.of("s", "second", "m", "minute", "h", "hour", "d", "day", "w", "week", "mo", "month", "y", "year");

    static UnitSuffixes of(String unit) {
        int slash = unit.indexOf('/');
        String main = word(slash < 0 ? unit : unit.substring(0, slash), MAIN);
        String per = slash < 0 ? "" : word(unit.substring(slash + 1), PER);
        return per.isEmpty()
                ? new UnitSuffixes(main, "")
                : new UnitSuffixes(withoutEnd(main), "per_" + withoutEnd(per));
    }

    private static String word(String unit, Map<String, String> words) {
        String trimmed = unit.strip();
        if (trimmed.indexOf('{') >= 0 || trimmed.indexOf('}') >= 0) {
            return "";
        }
        String known = words.get(trimmed);
        return known != null ? known : clean(trimmed);
    }

    /** An unknown unit stays as it is, as far as a metric name permits. */
    private static String clean(String unit) {
        String words = unit.replaceAll("[^a-zA-Z0-9:]+", "_");
        return words.startsWith("_") ? words.substring(1) : words;
    }

    private static String withoutEnd(String word) {
        return word.endsWith("_") ? word.substring(0, word.length() - 1) : word;
    }
}
