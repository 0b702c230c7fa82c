package io.tocsin.standalone.demo;

import io.tocsin.schemas.config.Durations;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A rule file that ships, for time that is accelerated: no group is evaluated more often than every 15 s.
 *
 * @param name as in {@code rules/}
 */
record ShippedRules(String name, String text) {

    /** So often at most. */
    static final Duration SHORTEST = Duration.ofSeconds(15);

    private static final Pattern INTERVAL = Pattern.compile("(?m)^(    interval: )(\\S+)$");

    /** Those that look back over days, and the numbers that never change. */
    static List<ShippedRules> ofDays() {
        return read(Duration.ofMinutes(2), "thresholds.yml", "bridge-baselines.yml");
    }

    /** All others of the bridge. There are no hosts here and no members, and nobody watches this Tocsin. */
    static List<ShippedRules> ofTheBridge() {
        return read(
                SHORTEST,
                "bridge-recordings.yml",
                "availability.yml",
                "migrations.yml",
                "reserves.yml",
                "security.yml",
                "users.yml");
    }

    private static List<ShippedRules> read(Duration shortest, String... names) {
        return Stream.of(names)
                .map(name -> new ShippedRules(name, slower(resource(name), shortest)))
                .toList();
    }

    /** With every interval that is shorter made so long. */
    static String slower(String text, Duration shortest) {
        return INTERVAL.matcher(text).replaceAll(interval -> {
            boolean tooShort = Durations.parse(interval.group(2)).compareTo(shortest) < 0;
            return interval.group(1) + (tooShort ? Durations.format(shortest) : interval.group(2));
        });
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(ShippedRules.class.getResourceAsStream("/rules/" + name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(name + " is part of the program", e);
        }
    }
}
