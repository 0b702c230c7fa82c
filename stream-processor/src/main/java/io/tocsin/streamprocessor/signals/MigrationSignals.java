package io.tocsin.streamprocessor.signals;

import io.tocsin.schemas.avro.MigrationEvent;
import io.tocsin.schemas.labels.Labels;
import io.tocsin.streamprocessor.state.KeyedState;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What the steps of migrations say, joined by the migration's id.
 *
 * <p>Exact counts a second: {@code migrations_started_count{path, cohort}}, {@code migrations_completed_count{path,
 * cohort}}, {@code migrations_failed_count{path, cohort, reason}}, {@code migrations_funnel_count{stage}}, {@code
 * migrations_value_sum{path, cohort, asset}} of completed ones, {@code migrations_duration_sum{path, cohort}} in seconds
 * and {@code migrations_duration_count{path, cohort}} of completed ones whose start is known, {@code
 * migrations_abandoned_count{path, cohort}}, {@code migration_events_conflicting_count{kind}}.
 *
 * <p>Standing: {@code migrations_started_total{path}}, {@code migrations_completed_total{path}}, {@code
 * migrations_failed_total{path, reason}}, {@code migration_duration_seconds{path}}, {@code
 * concurrent_migrations_count{path, cohort}}, {@code migrations_stuck_count{path, cohort}}, {@code
 * migrations_oldest_in_flight_seconds{path, cohort}}.
 *
 * <p>A migration may end before it starts, as the log has it: then the end waits for its start. What cannot be (another end
 * after the end, an end before the start, a start while it is on its way) is counted as conflicting, and nowhere else; but a
 * start that happened after the end is another attempt.
 */
final class MigrationSignals implements Domain {

    /** How long a migration may be on its way: one that has not ended by then is given up. */
    static final Duration LONGEST = Duration.ofDays(7);

    private static final Duration STUCK = Duration.ofMinutes(30);
    private static final Duration AFTER_THE_END = Duration.ofHours(1);

    private final Vocabulary words;
    private final InFlight inFlight;
    private final RecentIds ended;
    private final SeriesNames names = new SeriesNames();
    private final Histogram duration =
            new Histogram("migration_duration_seconds", "path", 60, 300, 600, 900, 1800, 3600, 7200);

    /** How a migration ended: its number in the ids that have. */
    private record End(long at, boolean failed, boolean joined) {

        static End of(long number) {
            return new End(number >> 2, (number & 2) != 0, (number & 1) != 0);
        }

        long number() {
            return at << 2 | (failed ? 2 : 0) | (joined ? 1 : 0);
        }
    }

    MigrationSignals(Vocabulary words, KeyedState state) {
        this.words = words;
        this.inFlight = new InFlight(state);
        this.ended = new RecentIds("signal-ended", "", AFTER_THE_END, state);
    }

    @Override
    public void take(DomainEvent event, long tickMillis, SignalSink sink) {
        if (!(event instanceof DomainEvent.Migration(MigrationEvent migration))) {
            throw new IllegalArgumentException(event + " is none of a migration");
        }
        new Step(migration, tickMillis, sink).take();
    }

    /** One event, and what it has to be held against. */
    private final class Step {

        private final MigrationEvent event;
        private final String migration;
        private final EventId id;
        private final long at;
        private final long tick;
        private final SignalSink sink;
        private final @Nullable End end;

        /** Words are learnt of every event, whatever becomes of it: which ones a day has depends on that day alone. */
        private final String path;

        private final String cohort;

        Step(MigrationEvent event, long tick, SignalSink sink) {
            this.event = event;
            this.migration = event.getMigrationId();
            this.id = EventId.of(migration);
            this.at = event.getTimestamp();
            this.tick = tick;
            this.sink = sink;
            OptionalLong known = ended.find(id);
            this.end = known.isPresent() ? End.of(known.getAsLong()) : null;
            this.path = word("path", event.getPath());
            this.cohort = word("cohort", event.getCohort());
        }

        void take() {
            switch (event.getType()) {
                case ELIGIBLE -> stage("eligible");
                case PATH_SELECTED -> {
                    stage("path_selected");
                    choosePath();
                }
                case STARTED -> start();
                case COMPLETED -> end(false);
                case FAILED -> end(true);
                case STEP, UNKNOWN -> {
                    // Nothing is counted of what happens on the way.
                }
            }
        }

        private void start() {
            if (inFlight.get(migration) != null) {
                conflict("started_again");
                inFlight.put(migration, new InFlight.Started(tick, at, path, cohort));
                return;
            }
            if (end != null && at <= end.at && end.joined) {
                conflict("started_again");
                ended.meet(id, end.number());
                return;
            }
            stage("started");
            count("migrations_started_count", path, cohort);
            sink.increase(names.of("migrations_started_total", "path", path), 1);
            if (end != null && at <= end.at) {
                ended.meet(id, new End(end.at, end.failed, true).number());
                finished(path, cohort, at, end.at, end.failed);
                return;
            }
            if (end != null) {
                ended.forget(id);
            }
            inFlight.put(migration, new InFlight.Started(tick, at, path, cohort));
        }

        private void choosePath() {
            InFlight.Started started = inFlight.get(migration);
            if (started != null && event.getPath() != null) {
                inFlight.put(migration, new InFlight.Started(started.tick(), started.at(), path, started.cohort()));
            }
        }

        private void end(boolean failed) {
            InFlight.Started started = inFlight.remove(migration);
            if (started == null && end != null) {
                conflict(
                        end.failed == failed
                                ? "ended_again"
                                : failed ? "failed_after_completed" : "completed_after_failed");
                ended.meet(id, end.number());
                return;
            }
            ended.meet(id, new End(at, failed, started != null).number());
            String onPath = event.getPath() == null && started != null ? started.path() : path;
            String ofCohort = event.getCohort() == null && started != null ? started.cohort() : cohort;
            if (failed) {
                fail(onPath, ofCohort);
            } else {
                complete(onPath, ofCohort);
            }
            if (started != null) {
                finished(onPath, ofCohort, started.at(), at, failed);
            }
        }

        private void fail(String onPath, String ofCohort) {
            String reason = word("reason", event.getReason());
            sink.add(names.of("migrations_failed_count", "path", onPath, "cohort", ofCohort, "reason", reason), at, 1);
            sink.increase(names.of("migrations_failed_total", "path", onPath, "reason", reason), 1);
        }

        private void complete(String onPath, String ofCohort) {
            stage("completed");
            count("migrations_completed_count", onPath, ofCohort);
            sink.increase(names.of("migrations_completed_total", "path", onPath), 1);
            if (event.getAmount() != null) {
                String asset = word("asset", event.getAsset());
                Labels series = names.of("migrations_value_sum", "path", onPath, "cohort", ofCohort, "asset", asset);
                sink.add(series, at, event.getAmount().doubleValue());
            }
        }

        private void finished(String onPath, String ofCohort, long from, long to, boolean failed) {
            if (to < from) {
                conflict("ended_before_start");
            } else if (!failed) {
                double seconds = (to - from) / 1_000.0;
                sink.add(names.of("migrations_duration_sum", "path", onPath, "cohort", ofCohort), to, seconds);
                sink.add(names.of("migrations_duration_count", "path", onPath, "cohort", ofCohort), to, 1);
                duration.observe(onPath, seconds, sink);
            }
        }

        private void stage(String stage) {
            sink.add(names.of("migrations_funnel_count", "stage", stage), at, 1);
        }

        private void count(String name, String onPath, String ofCohort) {
            sink.add(names.of(name, "path", onPath, "cohort", ofCohort), at, 1);
        }

        private void conflict(String kind) {
            sink.add(names.of("migration_events_conflicting_count", "kind", kind), at, 1);
        }

        private String word(String label, @Nullable String text) {
            return words.word(label, text, at, sink);
        }
    }

    private record Kind(String path, String cohort) {}

    /** Of one kind of migrations in flight. */
    private static final class Tally {

        private int all;
        private int stuck;
        private long oldest = Long.MAX_VALUE;
    }

    @Override
    public void stand(long atMillis, SignalSink sink) {
        for (InFlight.Started given : inFlight.removeBefore(atMillis - LONGEST.toMillis())) {
            Labels series = names.of("migrations_abandoned_count", "path", given.path(), "cohort", given.cohort());
            sink.add(series, atMillis, 1);
        }
        Map<Kind, Tally> tallies = new HashMap<>();
        for (InFlight.Started started : inFlight.all()) {
            Tally tally = tallies.computeIfAbsent(new Kind(started.path(), started.cohort()), kind -> new Tally());
            tally.all++;
            tally.stuck += atMillis - started.at() > STUCK.toMillis() ? 1 : 0;
            tally.oldest = Math.min(tally.oldest, started.at());
        }
        tallies.forEach((kind, tally) -> {
            level("concurrent_migrations_count", kind, tally.all, sink);
            level("migrations_stuck_count", kind, tally.stuck, sink);
            level("migrations_oldest_in_flight_seconds", kind, Math.max(0, atMillis - tally.oldest) / 1_000.0, sink);
        });
    }

    private void level(String name, Kind kind, double value, SignalSink sink) {
        sink.level(names.of(name, "path", kind.path, "cohort", kind.cohort), value);
    }

    @Override
    public void store(long tickMillis) {
        inFlight.store();
        ended.store(tickMillis);
    }
}
