package io.tocsin.notifier.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.notifier.route.GroupBy;
import io.tocsin.notifier.route.Route;
import io.tocsin.notifier.route.Timing;
import io.tocsin.schemas.avro.AlertTransition;
import io.tocsin.schemas.wire.DeadLetters;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotifierTopologyTest {

    private static final Instant T0 = Instant.parse("2026-03-01T03:00:00Z");
    private static final Transitions A = Transitions.of("HighCPUUsage", "instance", "a");
    private static final Transitions B = Transitions.of("HighCPUUsage", "instance", "b");

    @TempDir
    private Path directory;

    private static Route route(Duration groupWait) {
        Timing timing = new Timing(groupWait, Duration.ofSeconds(10), Duration.ofHours(1));
        return Route.single("ops", new GroupBy(false, new TreeSet<>(List.of("alertname"))), timing);
    }

    private Driver driver(Duration groupWait) {
        return new Driver(route(groupWait), directory, T0);
    }

    @Test
    void shouldHaveTheTopologyThatIsWrittenDown() throws IOException {
        String description = Driver.topology(
                        route(Duration.ZERO),
                        Presence.ALWAYS,
                        new Driver.Counted(),
                        Driver.settings(directory, new Driver.Counted()))
                .describe()
                .toString();

        try (InputStream golden = getClass().getResourceAsStream("/topology.txt")) {
            String expected = new String(Objects.requireNonNull(golden).readAllBytes(), StandardCharsets.UTF_8);
            assertThat(description.strip()).isEqualTo(expected.strip());
        }
    }

    @Test
    void shouldDecideWithoutWaitingForTheClock_whenGroupWaitIsZero() {
        try (Driver driver = driver(Duration.ZERO)) {
            driver.read(A.firing(T0));

            assertThat(driver.told()).containsExactly("FIRST_NOTIFICATION a+");
        }
    }

    @Test
    void shouldTellAGroupTogether_whenGroupWaitHasPassed() {
        try (Driver driver = driver(Duration.ofSeconds(2))) {
            driver.read(A.firing(T0));
            driver.pass(Duration.ofMillis(1_900));
            driver.read(B.firing(driver.now()));
            assertThat(driver.told()).isEmpty();

            driver.pass(Duration.ofMillis(100));

            assertThat(driver.told()).containsExactly("FIRST_NOTIFICATION a+ b+");
        }
    }

    @Test
    void shouldTellEachOnce_whenItFiresAndResolves() {
        try (Driver driver = driver(Duration.ZERO)) {
            driver.read(A.pending(T0.minusSeconds(1)));
            driver.read(A.firing(T0));
            driver.pass(Duration.ofSeconds(10));
            driver.read(A.resolved(T0, driver.now()));
            driver.pass(Duration.ofSeconds(10));
            driver.pass(Duration.ofHours(2));

            assertThat(driver.told()).containsExactly("FIRST_NOTIFICATION a+", "ALL_RESOLVED a-");
            assertThat(driver.counted.transitions).containsEntry(DecisionMetrics.Transition.IGNORED, 1);
        }
    }

    @Test
    void shouldTellNothing_whenTransitionsAreReadTwice() {
        try (Driver driver = driver(Duration.ZERO)) {
            AlertTransition resolved = A.resolved(T0, T0.plusSeconds(3));
            driver.read(A.firing(T0));
            driver.read(A.firing(T0));
            driver.read(resolved);
            driver.pass(Duration.ofSeconds(10));
            driver.told();

            driver.read(A.firing(T0));
            driver.read(resolved);
            driver.pass(Duration.ofHours(2));

            assertThat(driver.told()).isEmpty();
            assertThat(driver.counted.transitions).containsEntry(DecisionMetrics.Transition.REPEATED, 3);
        }
    }

    @Test
    void shouldDecideNothing_untilTheLogIsReadToThePresent() {
        try (Driver driver = driver(Duration.ZERO)) {
            driver.present.set(false);
            driver.read(A.firing(T0));
            driver.read(B.firing(T0));
            driver.read(A.resolved(T0, T0.plusMillis(1)));
            driver.pass(Duration.ofSeconds(20));
            assertThat(driver.told()).isEmpty();

            driver.present.set(true);
            driver.pass(Duration.ofMillis(100));

            assertThat(driver.told()).containsExactly("FIRST_NOTIFICATION b+ a-");
        }
    }

    @Test
    void shouldTellOnceThatItIsOver_whenItCameAndWentDuringAnOutage() {
        try (Driver driver = driver(Duration.ZERO)) {
            Instant then = T0.minus(Duration.ofHours(3));
            driver.read(A.firing(then));
            driver.pass(Duration.ofSeconds(2));
            driver.read(A.resolved(then, then.plusSeconds(60)));
            assertThat(driver.told()).isEmpty();

            driver.pass(Duration.ofHours(1));

            assertThat(driver.told()).containsExactly("OVER_BEFORE_TOLD a-");
        }
    }

    @Test
    void shouldPutItIntoTheDeadLetters_whenARecordCannotBeRead() {
        try (Driver driver = driver(Duration.ZERO)) {
            driver.readBytes(new byte[] {7, 7, 7});
            driver.read(A.firing(T0));

            TestRecord<byte[], byte[]> letter = driver.deadLetter();
            assertThat(letter.value()).containsExactly(7, 7, 7);
            assertThat(letter.headers().lastHeader(DeadLetters.REASON).value())
                    .asString()
                    .isEqualTo("unknown_format");
            assertThat(driver.counted.unreadable).isEqualTo(1);
            assertThat(driver.told()).containsExactly("FIRST_NOTIFICATION a+");
        }
    }
}
