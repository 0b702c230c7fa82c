package io.tocsin.promql.template;

import io.tocsin.promql.text.GoFloat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Go's {@code time.Duration}. */
public record GoDuration(long nanos) implements TemplateObject {

    private static final double SECOND = 1e9;

    /** Cut to what 64 bits of nanoseconds hold. */
    public static GoDuration ofSeconds(double seconds) {
        return new GoDuration((long) (seconds * SECOND));
    }

    public double seconds() {
        return nanos / SECOND;
    }

    @Override
    public boolean hasMember(String name) {
        return List.of("Seconds", "Minutes", "Hours", "Milliseconds", "Nanoseconds", "String")
                .contains(name);
    }

    @Override
    public @Nullable Object member(String name, List<@Nullable Object> arguments) {
        return switch (name) {
            case "Seconds" -> seconds();
            case "Minutes" -> seconds() / 60;
            case "Hours" -> seconds() / 3600;
            case "Milliseconds" -> nanos / 1_000_000;
            case "Nanoseconds" -> nanos;
            default -> toString();
        };
    }

    @Override
    public Object data() {
        return nanos;
    }

    @Override
    public String typeName() {
        return "time.Duration";
    }

    /** {@code 1h2m3.5s}, {@code 1.5ms}, {@code 0s}. */
    @Override
    public String toString() {
        if (nanos == 0) {
            return "0s";
        }
        String sign = nanos < 0 ? "-" : "";
        double magnitude = Math.abs((double) nanos);
        if (magnitude < SECOND) {
            String unit = magnitude < 1e3 ? "ns" : magnitude < 1e6 ? "µs" : "ms";
            return sign + GoFloat.plain(magnitude / (magnitude < 1e3 ? 1 : magnitude < 1e6 ? 1e3 : 1e6)) + unit;
        }
        long whole = Math.abs(nanos / 1_000_000_000);
        long fraction = Math.abs(nanos % 1_000_000_000);
        String seconds = whole % 60
                + (fraction == 0 ? "" : String.format(".%09d", fraction).replaceAll("0+$", "")) + "s";
        long minutes = whole / 60 % 60;
        long hours = whole / 3600;
        return sign + (hours > 0 ? hours + "h" : "") + (hours > 0 || minutes > 0 ? minutes + "m" : "") + seconds;
    }
}
