package io.tocsin.promql.template;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Go's {@code time.Time}, in UTC unless moved. */
public record GoTime(ZonedDateTime time) implements TemplateObject {

    private static final List<String> MEMBERS = List.of(
            "Format",
            "Unix",
            "UnixMilli",
            "UTC",
            "In",
            "Year",
            "Month",
            "Day",
            "Hour",
            "Minute",
            "Second",
            "Weekday",
            "YearDay",
            "Add",
            "Sub",
            "Before",
            "After",
            "IsZero",
            "String");

    public static GoTime of(Instant instant) {
        return new GoTime(instant.atZone(ZoneOffset.UTC));
    }

    public static GoTime ofMillis(long millis) {
        return of(Instant.ofEpochMilli(millis));
    }

    @Override
    public boolean hasMember(String name) {
        return MEMBERS.contains(name);
    }

    @Override
    public @Nullable Object member(String name, List<@Nullable Object> arguments) {
        return switch (name) {
            case "Format" -> GoTimeLayout.format(time, Arguments.string(name, arguments, 0));
            case "Unix" -> time.toEpochSecond();
            case "UnixMilli" -> time.toInstant().toEpochMilli();
            case "UTC" -> new GoTime(time.withZoneSameInstant(ZoneOffset.UTC));
            case "In" -> in(Arguments.string(name, arguments, 0));
            case "Year" -> (long) time.getYear();
            case "Month" -> GoTimeLayout.format(time, "January");
            case "Day" -> (long) time.getDayOfMonth();
            case "Hour" -> (long) time.getHour();
            case "Minute" -> (long) time.getMinute();
            case "Second" -> (long) time.getSecond();
            case "Weekday" -> GoTimeLayout.format(time, "Monday");
            case "YearDay" -> (long) time.getDayOfYear();
            case "IsZero" -> time.toEpochSecond() == -62135596800L;
            case "Add", "Sub", "Before", "After" -> relative(name, arguments);
            default -> toString();
        };
    }

    /** @throws TemplateError for a zone that is none */
    GoTime in(String zone) {
        try {
            return new GoTime(time.withZoneSameInstant(zone.equals("UTC") ? ZoneOffset.UTC : ZoneId.of(zone)));
        } catch (java.time.DateTimeException e) {
            throw new TemplateError("unknown time zone " + zone);
        }
    }

    private Object relative(String name, List<@Nullable Object> arguments) {
        Object argument = Arguments.get(name, arguments, 0);
        if (name.equals("Add") && argument instanceof GoDuration duration) {
            return new GoTime(time.plusNanos(duration.nanos()));
        }
        if (argument instanceof GoTime other) {
            return switch (name) {
                case "Sub" ->
                    new GoDuration(java.time.Duration.between(other.time, time).toNanos());
                case "Before" -> time.isBefore(other.time);
                default -> time.isAfter(other.time);
            };
        }
        throw new TemplateError(name + " cannot take " + Values.typeName(argument));
    }

    @Override
    public String typeName() {
        return "time.Time";
    }

    @Override
    public String toString() {
        return GoTimeLayout.format(time, "2006-01-02 15:04:05.999999999 -0700 MST");
    }
}
