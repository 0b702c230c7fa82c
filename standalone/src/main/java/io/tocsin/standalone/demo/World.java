package io.tocsin.standalone.demo;

import io.tocsin.schemas.avro.ActivityEvent;
import io.tocsin.schemas.avro.ActivityKind;
import io.tocsin.schemas.avro.MigrationEvent;
import io.tocsin.schemas.avro.MigrationEventType;
import io.tocsin.schemas.avro.ReserveSnapshot;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The bridge: migrations, reserves and users, as a function of the seed and of time. */
final class World {

    private static final long SECOND = 1_000;
    private static final double MIGRATIONS_A_SECOND = 0.2;
    private static final double LOGINS_A_SECOND = 0.4;
    private static final long SNAPSHOT_EVERY = 15 * SECOND;
    private static final BigDecimal SUPPLY = new BigDecimal("1000000");
    private static final String[] COUNTRIES = {"DE", "US", "BR", "JP", "KE"};

    private final Random random;
    private final long start;
    private final PriorityQueue<Due> due =
            new PriorityQueue<>(Comparator.comparingLong(Due::atMillis).thenComparingLong(Due::number));
    private final List<WorldEvent> happened = new ArrayList<>();
    private long number;

    private record Due(long atMillis, long number, Runnable what) {}

    private enum Path {
        FRESH_START("fresh_start"),
        MIGRATION_BRIDGE("migration_bridge"),
        LEGACY_HOLD("legacy_hold");

        private final String text;

        Path(String text) {
            this.text = text;
        }
    }

    /** A migration under way. */
    private record Migration(String id, String subject, Path path, BigDecimal amount) {}

    World(long seed, long startMillis) {
        this.random = new Random(seed);
        this.start = startMillis;
        at(startMillis, () -> arrive(startMillis));
        at(startMillis, () -> login(startMillis));
        at(startMillis, () -> snapshot(startMillis));
    }

    private void at(long millis, Runnable what) {
        due.add(new Due(millis, number++, what));
    }

    /** What happens up to an instant, in order; to be asked for later and later instants. */
    List<WorldEvent> until(long millis) {
        happened.clear();
        while (!due.isEmpty() && due.element().atMillis() <= millis) {
            due.remove().what().run();
        }
        return List.copyOf(happened);
    }

    private long pause(double perSecond) {
        return 1 + (long) (-Math.log(1 - random.nextDouble()) / perSecond * SECOND);
    }

    private boolean between(long at, Duration from, Duration to) {
        return at >= start + from.toMillis() && at < start + to.toMillis();
    }

    private void arrive(long at) {
        long next = at + pause(MIGRATIONS_A_SECOND);
        at(next, () -> arrive(next));
        Path path = Path.values()[random.nextInt(Path.values().length)];
        String id = "m-" + number;
        BigDecimal amount = BigDecimal.valueOf(1 + random.nextInt(5_000)).setScale(18);
        Migration migration = new Migration(id, "user-" + random.nextInt(5_000), path, amount);
        step(migration, at, MigrationEventType.ELIGIBLE, null);
        if (random.nextInt(10) == 0) {
            return;
        }
        long started = at + 5 * SECOND + random.nextInt(60_000);
        at(started, () -> step(migration, started, MigrationEventType.STARTED, null));
        long selected = started + SECOND + random.nextInt(30_000);
        at(selected, () -> step(migration, selected, MigrationEventType.PATH_SELECTED, null));
        long finished = selected + 30 * SECOND + random.nextInt(240_000);
        at(finished, () -> finish(migration, finished));
    }

    private void finish(Migration migration, long at) {
        boolean broken =
                migration.path() == Path.MIGRATION_BRIDGE && between(at, Scene.FAILURES_BEGIN, Scene.FAILURES_END);
        if (random.nextDouble() >= (broken ? 0.66 : 0.02)) {
            step(migration, at, MigrationEventType.COMPLETED, null);
            if (random.nextInt(4) == 0) {
                satisfied(migration, at + 20 * SECOND, broken);
            }
            return;
        }
        step(migration, at, MigrationEventType.FAILED, broken ? "signing_timeout" : "insufficient_funds");
        if (random.nextInt(3) == 0) {
            long asks = at + 30 * SECOND + random.nextInt(120_000);
            at(asks, () -> activity(asks, migration.subject(), ActivityKind.SUPPORT_REQUEST, "migration", null));
        }
    }

    private void satisfied(Migration migration, long at, boolean broken) {
        double score = (broken ? 2 : 4) + random.nextInt(2);
        at(at, () -> activity(at, migration.subject(), ActivityKind.SATISFACTION, null, score));
    }

    private void step(Migration migration, long at, MigrationEventType type, @Nullable String reason) {
        boolean knowsPath = type != MigrationEventType.ELIGIBLE && type != MigrationEventType.STARTED;
        MigrationEvent event = MigrationEvent.newBuilder()
                .setEventId(migration.id() + "/" + type)
                .setMigrationId(migration.id())
                .setSubject(migration.subject())
                .setTimestamp(at)
                .setType(type)
                .setPath(knowsPath ? migration.path().text : null)
                .setReason(reason)
                .setAmount(migration.amount())
                .setAsset("ALGO")
                .build();
        happened.add(new WorldEvent(at, migration.id(), event));
    }

    private void login(long at) {
        long next = at + pause(LOGINS_A_SECOND);
        at(next, () -> login(next));
        activity(at, "user-" + random.nextInt(5_000), ActivityKind.LOGIN, null, null);
        if (random.nextInt(200) == 0) {
            activity(at, "user-" + random.nextInt(5_000), ActivityKind.SUPPORT_REQUEST, "general", null);
        }
    }

    private void activity(
            long at, String subject, ActivityKind kind, @Nullable String feature, @Nullable Double score) {
        boolean login = kind == ActivityKind.LOGIN;
        ActivityEvent event = ActivityEvent.newBuilder()
                .setEventId("a-" + number++)
                .setSubject(subject)
                .setTimestamp(at)
                .setKind(kind)
                .setOutcome(login ? (random.nextInt(20) == 0 ? "failure" : "success") : null)
                .setCountry(login ? COUNTRIES[random.nextInt(COUNTRIES.length)] : null)
                .setFeature(feature)
                .setScore(score)
                .build();
        happened.add(new WorldEvent(at, subject, event));
    }

    private void snapshot(long at) {
        at(at + SNAPSHOT_EVERY, () -> snapshot(at + SNAPSHOT_EVERY));
        BigDecimal ratio = BigDecimal.valueOf(ratioAt(at)).setScale(4, RoundingMode.HALF_UP);
        ReserveSnapshot event = ReserveSnapshot.newBuilder()
                .setEventId("r-" + at)
                .setAsset("ALGO")
                .setTimestamp(at)
                .setSupply(SUPPLY.setScale(18))
                .setLocked(SUPPLY.multiply(ratio).setScale(18))
                .setCustody(List.of())
                .setVerifiedAt(at)
                .build();
        happened.add(new WorldEvent(at, "ALGO", event));
    }

    private double ratioAt(long at) {
        double calm = 1.01;
        double low = 0.93;
        double sunk = progress(at, Scene.RESERVES_SINK, Scene.RESERVES_LOW);
        double risen = progress(at, Scene.RESERVES_RISE, Scene.RESERVES_WELL);
        return calm + (low - calm) * (sunk - risen);
    }

    private double progress(long at, Duration from, Duration to) {
        double passed = at - start - from.toMillis();
        return Math.clamp(passed / (to.toMillis() - from.toMillis()), 0, 1);
    }
}
