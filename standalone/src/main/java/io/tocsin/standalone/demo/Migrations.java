package io.tocsin.standalone.demo;

import io.tocsin.schemas.avro.ActivityKind;
import io.tocsin.schemas.avro.MigrationEvent;
import io.tocsin.schemas.avro.MigrationEventType;
import java.math.BigDecimal;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Users who migrate, as far as the bridge lets them. */
final class Migrations {
    private static final double A_SECOND = 0.2;

    /** Enough for nobody to miss them. */
    private static final double A_SECOND_ON_CALM_DAYS = 1 / 60.0;

    private static final long SECOND = 1_000;
    private static final long LONGEST = 600 * SECOND;

    private final Agenda agenda;
    private final Chance chance;
    private final RandomGenerator random;
    private final Script script;
    private final Bridge bridge;
    private final Users users;

    private enum Path {
        FRESH_START("fresh_start"),
        MIGRATION_BRIDGE("migration_bridge"),
        LEGACY_HOLD("legacy_hold");

        private final String text;

        Path(String text) {
            this.text = text;
        }
    }

    /** One under way. */
    private record Migration(String id, String subject, Path path, BigDecimal amount) {}

    Migrations(Agenda agenda, RandomGenerator random, Script script, Bridge bridge, Users users) {
        this.agenda = agenda;
        this.chance = new Chance(random);
        this.random = random;
        this.script = script;
        this.bridge = bridge;
        this.users = users;
    }

    /** @param end by which all of them are over */
    void begin(long at, long end) {
        if (at < end - LONGEST) {
            agenda.at(at, () -> {
                begin(at + chance.pause(script.calm() ? A_SECOND_ON_CALM_DAYS : A_SECOND), end);
                arrive(at);
            });
        }
    }

    private void arrive(long at) {
        Path path = Path.values()[random.nextInt(Path.values().length)];
        BigDecimal amount = BigDecimal.valueOf(1 + random.nextInt(5_000)).setScale(18);
        Migration migration = new Migration(agenda.id("m"), Users.name(random), path, amount);
        step(migration, at, MigrationEventType.ELIGIBLE, null);
        if (random.nextInt(10) == 0) {
            return;
        }
        long started = at + 5 * SECOND + random.nextInt(60_000);
        long selected = started + SECOND + random.nextInt(30_000);
        long finished = selected + 30 * SECOND + random.nextInt(240_000);
        agenda.at(started, () -> start(migration, started, selected, finished));
    }

    /** Who finds it closed comes back some other day. */
    private void start(Migration migration, long started, long selected, long finished) {
        if (!bridge.isOpen(started, script)) {
            return;
        }
        step(migration, started, MigrationEventType.STARTED, null);
        agenda.at(selected, () -> step(migration, selected, MigrationEventType.PATH_SELECTED, null));
        agenda.at(finished, () -> finish(migration, finished));
    }

    private void finish(Migration migration, long at) {
        boolean broken = migration.path() == Path.MIGRATION_BRIDGE
                && script.during(at, Scene.FAILURES_BEGIN, Scene.FAILURES_END);
        if (random.nextDouble() >= (broken ? 0.95 : 0.02)) {
            step(migration, at, MigrationEventType.COMPLETED, null);
            if (!script.calm() && random.nextInt(4) == 0) {
                users.rate(at + 20 * SECOND, migration.subject(), (broken ? 2 : 4) + random.nextInt(2));
            }
            return;
        }
        step(migration, at, MigrationEventType.FAILED, broken ? "signing_timeout" : "insufficient_funds");
        if (random.nextInt(3) == 0) {
            users.later(
                    at + 30 * SECOND + random.nextInt(120_000),
                    migration.subject(),
                    ActivityKind.SUPPORT_REQUEST,
                    "migration");
        }
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
        agenda.happened(at, migration.id(), event);
    }
}
