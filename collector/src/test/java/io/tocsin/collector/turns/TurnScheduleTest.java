package io.tocsin.collector.turns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TurnScheduleTest {

    private static final long START = Instant.parse("2026-03-01T12:00:00Z").toEpochMilli();

    /** Says each of these once, and the last for good; the schedule reads it as it waits, and as a turn begins. */
    private final BlockingQueue<Long> readings = new LinkedBlockingQueue<>();

    private final AtomicLong last = new AtomicLong(START);
    private final InstantSource script = () -> Instant.ofEpochMilli(last.updateAndGet(before -> {
        Long next = readings.poll();
        return next == null ? before : next;
    }));
    private final List<Long> taken = new CopyOnWriteArrayList<>();
    private final List<Long> ended = new CopyOnWriteArrayList<>();
    private Duration interval = Duration.ofMillis(100);
    private @Nullable TurnSchedule schedule;

    @AfterEach
    void close() {
        if (schedule != null) {
            schedule.close();
        }
    }

    private TurnSchedule.Turns add(InstantSource clock, LongConsumer work) {
        TurnSchedule of = new TurnSchedule("tocsin-test-timer", clock);
        schedule = of;
        return of.add(new Turn() {
            @Override
            public Grid grid() {
                return new Grid(interval, 0);
            }

            @Override
            public void take(long atMillis) {
                taken.add(atMillis);
                work.accept(atMillis);
            }

            @Override
            public void end(long atMillis) {
                ended.add(atMillis);
            }
        });
    }

    @ParameterizedTest
    @CsvSource({"0, 100", "10, 100", "11, 111", "5000, 5100", "-10, 100", "-11, 89", "-3600000, -3599900"})
    void shouldHaveTheTimeOfTheGrid_unlessItBeganAtAnother(long late, long at) {
        readings.addAll(List.of(START, START + 100 + late));

        add(script, _ -> {});

        await().until(() -> !taken.isEmpty());
        assertThat(taken.getFirst() - START).isEqualTo(at);
    }

    @Test
    void shouldTakeNoInstantTwice_whenTheClockIsSetBack() {
        AtomicLong back = new AtomicLong();
        InstantSource clock = () -> Instant.ofEpochMilli(System.nanoTime() / 1_000_000 - back.get());

        add(clock, _ -> back.compareAndSet(0, 50));

        await().until(() -> taken.size() >= 3);
        assertThat(taken).doesNotHaveDuplicates();
    }

    @Test
    void shouldGoOn_whenATurnFails() {
        add(InstantSource.system(), _ -> {
            if (taken.size() == 1) {
                throw new IllegalStateException("this time");
            }
            if (taken.size() == 2) {
                throw new StackOverflowError("this time");
            }
        });

        await().until(() -> taken.size() >= 3);
    }

    @Test
    void shouldEndOnce_afterTheTurnThatIsUnderWay() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        TurnSchedule.Turns turns = add(InstantSource.system(), _ -> {
            try {
                goOn.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        await().until(() -> !taken.isEmpty());

        turns.stop();
        turns.stop();
        assertThat(ended).isEmpty();
        goOn.countDown();

        await().until(() -> !ended.isEmpty());
        assertThat(ended).hasSize(1);
        assertThat(taken).hasSize(1);
    }

    @Test
    void shouldEndAtOnce_whenNoTurnIsUnderWay() {
        interval = Duration.ofHours(1);

        add(script, _ -> {}).stop();

        assertThat(taken).isEmpty();
        assertThat(ended).containsExactly(START);
    }
}
