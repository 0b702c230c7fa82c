package io.tocsin.client.micrometer;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.NamingConvention;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Names of metrics and labels as Micrometer's registry for Prometheus gives them, so that rules and dashboards fit either
 * way: words joined by underscores, a base unit at the end, seconds for what is timed, and none of the endings that the
 * kinds of samples get.
 */
final class PrometheusNames implements NamingConvention {

    /** Belong to kinds of samples: a meter of such a name loses them, and a counter gets the first back. */
    private static final List<String> RESERVED = List.of("_total", "_created", "_bucket", "_info");

    private static final String SECONDS = "_seconds";

    @Override
    public String name(String name, Meter.Type type, @Nullable String baseUnit) {
        String plain = legal(name);
        String full = switch (type) {
            case COUNTER, DISTRIBUTION_SUMMARY, GAUGE -> withEnding(plain, baseUnit == null ? "" : "_" + baseUnit);
            case TIMER, LONG_TASK_TIMER -> withEnding(plain, SECONDS);
            default -> plain;
        };
        return legal(withoutReserved(full));
    }

    private static String withEnding(String name, String ending) {
        return name.endsWith(ending) ? name : name + ending;
    }

    private static String withoutReserved(String name) {
        for (String ending : RESERVED) {
            if (name.equals(ending)) {
                return name.substring(1);
            }
            if (name.endsWith(ending)) {
                return withoutReserved(name.substring(0, name.length() - ending.length()));
            }
        }
        return name;
    }

    /** Two underscores in front are Prometheus' own. */
    @Override
    public String tagKey(String key) {
        String name = legal(key);
        while (name.startsWith("__")) {
            name = name.substring(1);
        }
        return name;
    }

    /** Letters, digits (not in front), underscores and colons; an underscore for each character that is none of them. */
    private static String legal(String name) {
        StringBuilder out = new StringBuilder(name.length());
        name.codePoints().forEach(c -> out.append(isLegal(c, out.length() == 0) ? (char) c : '_'));
        return out.toString();
    }

    private static boolean isLegal(int c, boolean first) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || c == '_'
                || c == ':'
                || (c >= '0' && c <= '9' && !first);
    }
}
