package io.tocsin.standalone.demo;

import java.time.Duration;
import java.util.List;
import java.util.function.LongFunction;

/** The week before the story: the same hours of each day, and time that passes in between. */
final class History {

    /** The last tick: from here on the story's rules look at what happens. */
    static final Duration BEFORE = Duration.ofHours(1);

    private static final int DAYS = 7;

    /** Of event time, from tick to tick. */
    private static final Duration STEP = Duration.ofMinutes(5);

    private static final Duration LONGEST = Duration.ofHours(21);
    private static final Duration DAY = Duration.ofDays(1);

    private final DemoLog log;
    private final long seed;
    private final long start;
    private final Duration span;
    private long now;

    /** @param span of the story: so much of each day is known */
    History(DemoLog log, long seed, long startMillis, Duration span) {
        this.log = log;
        this.seed = seed;
        this.start = startMillis;
        this.span = span.compareTo(LONGEST) < 0 ? span : LONGEST;
        this.now = dawn(DAYS) - World.LEAD.toMillis();
    }

    private long dawn(int daysAgo) {
        return start - DAY.multipliedBy(daysAgo).plus(World.LONG_LEAD).toMillis();
    }

    /** The first tick, behind which rules may be written. */
    void begin() {
        log.tick(now);
    }

    /** Up to {@link #BEFORE}, with the beginning of the story's own day. */
    void write(World today) {
        for (int day = DAYS; day >= 1; day--) {
            long evening = start - DAY.multipliedBy(day).toMillis() + span.toMillis();
            World world = World.calm(seed, start, day, new World.Day(evening, day == DAYS));
            pass(evening, world::until);
            pass(dawn(day - 1), _ -> List.of());
        }
        pass(start - World.LEAD.toMillis(), _ -> List.of());
        pass(start - BEFORE.toMillis(), today::until);
        log.flush();
    }

    private void pass(long end, LongFunction<List<WorldEvent>> happens) {
        while (now < end) {
            now = Math.min(now + STEP.toMillis(), end);
            happens.apply(now).forEach(log::write);
            log.tickSoon(now);
        }
    }
}
