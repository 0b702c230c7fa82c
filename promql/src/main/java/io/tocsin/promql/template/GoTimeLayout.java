package io.tocsin.promql.template;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;

/** Formats times by Go's reference time, {@code Mon Jan 2 15:04:05 MST 2006}. */
final class GoTimeLayout {

    /** Longer ones before those that they begin with. */
    private static final List<String> PARTS = List.of(
            "2006", "January", "Jan", "Monday", "Mon", "MST", "Z07:00", "Z0700", "-07:00", "-0700", "-07", "002", "01",
            "02", "03", "04", "05", "06", "15", "_2", "PM", "pm", "1", "2", "3", "4", "5");

    private GoTimeLayout() {}

    static String format(ZonedDateTime time, String layout) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < layout.length()) {
            int digits = fractionEnd(layout, at);
            if (digits > at) {
                out.append(fraction(time, layout.substring(at, digits)));
                at = digits;
                continue;
            }
            String part = part(layout, at);
            out.append(part.isEmpty() ? layout.substring(at, at + 1) : value(time, part));
            at += Math.max(1, part.length());
        }
        return out.toString();
    }

    private static String part(String layout, int at) {
        for (String part : PARTS) {
            if (layout.startsWith(part, at)) {
                return part;
            }
        }
        return "";
    }

    /** {@code .000} or {@code ,999}, not followed by a further digit. */
    private static int fractionEnd(String layout, int at) {
        char c = layout.charAt(at);
        if ((c != '.' && c != ',') || at + 1 >= layout.length()) {
            return at;
        }
        char digit = layout.charAt(at + 1);
        int end = at + 1;
        while (end < layout.length() && layout.charAt(end) == digit) {
            end++;
        }
        boolean ends = end >= layout.length() || !Character.isDigit(layout.charAt(end));
        return (digit == '0' || digit == '9') && ends ? end : at;
    }

    private static String fraction(ZonedDateTime time, String layout) {
        int places = Math.min(9, layout.length() - 1);
        String digits = String.format("%09d", time.getNano()).substring(0, places);
        if (layout.charAt(1) == '9') {
            digits = digits.replaceAll("0+$", "");
        }
        return digits.isEmpty() ? "" : layout.charAt(0) + digits;
    }

    private static String value(ZonedDateTime time, String part) {
        int hour12 = time.getHour() % 12 == 0 ? 12 : time.getHour() % 12;
        return switch (part) {
            case "2006" -> String.format("%04d", time.getYear());
            case "06" -> two(time.getYear() % 100);
            case "January" -> time.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
            case "Jan" -> time.getMonth().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
            case "Monday" -> time.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
            case "Mon" -> time.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
            case "01" -> two(time.getMonthValue());
            case "1" -> String.valueOf(time.getMonthValue());
            case "002" -> String.format("%03d", time.getDayOfYear());
            case "02" -> two(time.getDayOfMonth());
            case "_2" -> String.format("%2d", time.getDayOfMonth());
            case "2" -> String.valueOf(time.getDayOfMonth());
            case "15" -> two(time.getHour());
            case "03" -> two(hour12);
            case "3" -> String.valueOf(hour12);
            case "04" -> two(time.getMinute());
            case "4" -> String.valueOf(time.getMinute());
            case "05" -> two(time.getSecond());
            case "5" -> String.valueOf(time.getSecond());
            case "PM" -> time.getHour() < 12 ? "AM" : "PM";
            case "pm" -> time.getHour() < 12 ? "am" : "pm";
            default -> zone(time, part);
        };
    }

    private static String zone(ZonedDateTime time, String part) {
        boolean utc = time.getOffset().getTotalSeconds() == 0;
        return switch (part) {
            case "MST" ->
                utc ? "UTC" : DateTimeFormatter.ofPattern("zzz", Locale.ENGLISH).format(time);
            case "Z07:00" -> utc ? "Z" : DateTimeFormatter.ofPattern("xxx").format(time);
            case "Z0700" -> utc ? "Z" : DateTimeFormatter.ofPattern("xx").format(time);
            case "-07:00" -> DateTimeFormatter.ofPattern("xxx").format(time);
            case "-0700" -> DateTimeFormatter.ofPattern("xx").format(time);
            default -> DateTimeFormatter.ofPattern("x").format(time);
        };
    }

    private static String two(int number) {
        return number < 10 ? "0" + number : String.valueOf(number);
    }
}
