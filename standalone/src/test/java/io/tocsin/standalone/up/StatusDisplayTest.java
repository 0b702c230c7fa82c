package io.tocsin.standalone.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StatusDisplayTest {
    private final List<String> lines = new ArrayList<>();
    private final StatusLog log = new StatusLog(lines::add);

    @Test
    void shouldLogEveryMinute_whenNothingChanges() {
        show(0, 0);
        show(60_000, 59_999);
        assertThat(lines).hasSize(1);

        show(60_000, 60_000);
        assertThat(lines)
                .containsExactly(
                        "0 samples/s | 480 series | 8 rules | 0 active alerts | 0.4 s behind",
                        "1k samples/s | 480 series | 8 rules | 0 active alerts | 0.4 s behind");
    }

    @Test
    void shouldLogAtOnce_whenAnAlertBecomesActive() {
        show(0, 0);
        log.show(new InstanceStatus(1000, 480, 8, 1, Duration.ofMillis(400), true), nanos(1000));

        assertThat(lines).last().isEqualTo("1k samples/s | 480 series | 8 rules | 1 active alert | 0.4 s behind");
    }

    @Test
    void shouldLogAtOnce_whenReadinessIsLost() {
        show(0, 0);
        log.show(new InstanceStatus(0, 480, 8, 0, Duration.ofSeconds(31), false), nanos(1000));

        assertThat(lines)
                .last()
                .isEqualTo("0 samples/s | 480 series | 8 rules | 0 active alerts | 31.0 s behind | not ready");
    }

    @Test
    void shouldRateTheLastReadingsOnly_whenThereAreMany() {
        SampleRate rate = new SampleRate();
        double last = rate.next(1_000_000, 0);
        for (int second = 1; second <= 100; second++) {
            last = rate.next(1_000_000 + second * 50L, nanos(second * 1000L));
        }

        assertThat(last).isEqualTo(50);
    }

    private void show(long samples, long millis) {
        log.show(new InstanceStatus(samples, 480, 8, 0, Duration.ofMillis(400), true), nanos(millis));
    }

    private static long nanos(long millis) {
        return Duration.ofMillis(millis).toNanos();
    }
}
