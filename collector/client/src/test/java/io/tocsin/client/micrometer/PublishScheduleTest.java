package io.tocsin.client.micrometer;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Clock;
import io.tocsin.client.Source;
import io.tocsin.client.TocsinClient;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class PublishScheduleTest {

    private static final Duration STEP = Duration.ofMillis(100);

    @Test
    void shouldGoOn_whenTheWorkFails() {
        AtomicInteger runs = new AtomicInteger();
        PublishSchedule schedule = new PublishSchedule(Clock.SYSTEM, STEP, () -> {
            if (runs.incrementAndGet() % 2 == 0) {
                throw new IllegalStateException("this time");
            }
            throw new NoClassDefFoundError("of a gauge");
        });
        schedule.start();

        await().atMost(10, SECONDS).until(() -> runs.get() >= 3);
        schedule.stop();
        int atTheEnd = runs.get();
        await().during(Duration.ofMillis(300)).until(() -> runs.get() == atTheEnd);
    }

    @Test
    void shouldTakeAStep_onlyBelowTheTimeAfterWhichASeriesHasEnded() {
        try (TocsinClient client =
                TocsinClient.to("127.0.0.1:1").closeTimeout(Duration.ZERO).connect()) {
            RegistryBuilder builder = new RegistryBuilder(client, false, new Source("shop", "a"));

            assertThat(builder.step(STEP).step(Duration.ofMinutes(4))).isSameAs(builder);
            assertThatIllegalArgumentException().isThrownBy(() -> builder.step(Duration.ofMillis(99)));
            assertThatIllegalArgumentException().isThrownBy(() -> builder.step(Duration.ofMillis(240_001)));
        }
    }
}
