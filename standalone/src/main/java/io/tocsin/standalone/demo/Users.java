package io.tocsin.standalone.demo;

import io.tocsin.schemas.avro.ActivityEvent;
import io.tocsin.schemas.avro.ActivityKind;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What users do and say, and what others do in their names. */
final class Users {
    private static final int MANY = 2_000;
    private static final double LOGINS_A_SECOND = 0.15;
    private static final double ATTACKS_A_SECOND = 1.2;
    private static final double REQUESTS_A_SECOND = 1 / 150.0;
    private static final double USES_A_SECOND = 0.3;
    private static final List<String> HOMES = List.of("DE", "US", "BR", "JP", "KE");
    private static final List<String> ELSEWHERE = List.of("FJ", "IS", "UY");
    private static final List<String> FEATURES = List.of(Scene.LOST_FEATURE, "portfolio", "redeem");

    private final Agenda agenda;
    private final RandomGenerator random;
    private final Chance chance;
    private final Script script;

    Users(Agenda agenda, RandomGenerator random, Script script) {
        this.agenda = agenda;
        this.random = random;
        this.chance = new Chance(random);
        this.script = script;
    }

    /** Any of them. */
    static String name(RandomGenerator random) {
        return "user-" + random.nextInt(MANY);
    }

    /** Everybody lives somewhere. */
    private static String home(String subject) {
        return HOMES.get(Integer.parseInt(subject.substring("user-".length())) % HOMES.size());
    }

    void beginToLogIn(long at) {
        agenda.at(at, () -> {
            beginToLogIn(at + chance.pause(LOGINS_A_SECOND));
            String subject = name(random);
            login(at, subject, home(subject), random.nextInt(20) > 0);
        });
    }

    void beginToAsk(long at) {
        agenda.at(at, () -> {
            beginToAsk(at + chance.pause(REQUESTS_A_SECOND));
            happened(at, name(random), ActivityKind.SUPPORT_REQUEST, "general");
        });
    }

    void beginToUse(long at) {
        agenda.at(at, () -> {
            beginToUse(at + chance.pause(USES_A_SECOND));
            String feature = FEATURES.get(random.nextInt(FEATURES.size()));
            boolean lost = feature.equals(Scene.LOST_FEATURE)
                    && script.during(at, Scene.FEATURE_LOST, Scene.FEATURE_FOUND)
                    && random.nextInt(10) > 0;
            if (!lost) {
                happened(at, name(random), ActivityKind.FEATURE_USE, feature);
            }
        });
    }

    /** Passwords are tried, of which few are right. */
    void beginToGuess(Duration from, Duration to) {
        guess(script.start() + from.toMillis(), script.start() + to.toMillis());
    }

    private void guess(long at, long end) {
        if (at < end) {
            agenda.at(at, () -> {
                guess(at + chance.pause(ATTACKS_A_SECOND), end);
                login(at, name(random), ELSEWHERE.get(random.nextInt(ELSEWHERE.size())), random.nextInt(40) == 0);
            });
        }
    }

    /**
     * They are asked how they like it.
     *
     * @param perSecond so many answer
     * @param score of theirs, or one more
     */
    void survey(Duration from, Duration to, double perSecond, int score) {
        answer(script.start() + from.toMillis(), script.start() + to.toMillis(), perSecond, score);
    }

    private void answer(long at, long end, double perSecond, int score) {
        if (at < end) {
            agenda.at(at, () -> {
                answer(at + chance.pause(perSecond), end, perSecond, score);
                rate(at, name(random), Math.min(5, score + random.nextInt(2)));
            });
        }
    }

    /** Satisfaction, later on. */
    void rate(long at, String subject, double score) {
        agenda.at(
                at,
                () -> say(event(at, subject, ActivityKind.SATISFACTION)
                        .setScore(score)
                        .build()));
    }

    /** @param about a feature or a topic */
    void later(long at, String subject, ActivityKind kind, String about) {
        agenda.at(at, () -> happened(at, subject, kind, about));
    }

    private void happened(long at, String subject, ActivityKind kind, @Nullable String about) {
        say(event(at, subject, kind).setFeature(about).build());
    }

    private void login(long at, String subject, String country, boolean success) {
        say(event(at, subject, ActivityKind.LOGIN)
                .setCountry(country)
                .setOutcome(success ? "success" : "failure")
                .build());
    }

    private ActivityEvent.Builder event(long at, String subject, ActivityKind kind) {
        return ActivityEvent.newBuilder()
                .setEventId(agenda.id("a"))
                .setSubject(subject)
                .setTimestamp(at)
                .setKind(kind);
    }

    private void say(ActivityEvent event) {
        agenda.happened(event.getTimestamp(), event.getSubject(), event);
    }
}
