package io.tocsin.schemas.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DurationsTest {

    @Test
    void shouldReadWhatPrometheusWrites() {
        same("0s", Duration.ZERO);
        same("1ms", Duration.ofMillis(1));
        same("250ms", Duration.ofMillis(250));
        same("30s", Duration.ofSeconds(30));
        same("5m", Duration.ofMinutes(5));
        same("1h30m", Duration.ofMinutes(90));
        same("1d12h", Duration.ofHours(36));
        same("2w", Duration.ofDays(14));
        same("1y", Duration.ofDays(365));
        same("8d", Duration.ofDays(8));
        same("4d1h1m1s1ms", Duration.ofMillis(4 * 86_400_000L + 3_661_001));
        reads("0", Duration.ZERO);
        reads("90s", Duration.ofSeconds(90));
        reads("0h5m", Duration.ofMinutes(5));
        reads("1y2w3d", Duration.ofDays(365 + 14 + 3));
    }

    @Test
    void shouldRefuse_whatIsNoDuration() {
        rejects("", "an empty duration");
        rejects("5", "has no unit");
        rejects("-5m", "is negative");
        rejects("5 m", "is not a duration");
        rejects("1.5h", "is not a duration");
        rejects("5M", "is not a duration");
        rejects("1m1h", "is not a duration");
        rejects("1m1m", "is not a duration");
        rejects("ms", "is not a duration");
        rejects("5m\n", "is not a duration");
        rejects("٣s", "is not a duration");
    }

    @Test
    void shouldRefuse_whatIsBeyond292Years() {
        reads("292y", Duration.ofDays(292L * 365));
        rejects("293y", "longer than 292 years");
        rejects("99999999999999999999s", "longer than 292 years");
        rejects("9223372036854775807d", "longer than 292 years");
    }

    private static void same(String text, Duration duration) {
        reads(text, duration);
        assertThat(Durations.format(duration)).isEqualTo(text);
    }

    private static void reads(String text, Duration duration) {
        assertThat(Durations.parse(text)).as(text).isEqualTo(duration);
    }

    private static void rejects(String text, String why) {
        assertThatThrownBy(() -> Durations.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }
}
