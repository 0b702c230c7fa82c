package io.tocsin.standalone.demo;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The bridge on one day, as a function of the seed, of time, and of the commands that it was given. Each part draws
 * numbers of its own, so that a migration that is not started changes nobody's logins.
 */
final class World {

    /** The day begins this long before the story, for all that looks back an hour to find it as it is. */
    static final Duration LEAD = Duration.ofMinutes(65);

    /** As long again before, somebody logs in already: a baseline must not be younger than what is held against it. */
    static final Duration LONG_LEAD = LEAD.plusHours(1);

    private static final Duration DAY = Duration.ofDays(1);

    private final Agenda agenda;

    /**
     * Of a calm day.
     *
     * @param evening when nobody looks any more, in milliseconds since 1970
     * @param first of those that are known: features are held against it
     */
    record Day(long evening, boolean first) {}

    private World(Agenda agenda) {
        this.agenda = agenda;
    }

    /** The day of the story. */
    static World today(long seed, long startMillis, Bridge bridge) {
        SplittableRandom random = new SplittableRandom(seed);
        Agenda agenda = new Agenda("");
        Script script = new Script(startMillis, false);
        long dawn = startMillis - LEAD.toMillis();
        Users users = new Users(agenda, random.split(), script);
        users.beginToLogIn(dawn);
        Users asking = new Users(agenda, random.split(), script);
        asking.beginToAsk(dawn);
        Users using = new Users(agenda, random.split(), script);
        using.beginToUse(dawn);
        Users others = new Users(agenda, random.split(), script);
        others.beginToGuess(Scene.GUESSING, Scene.GUESSING_OVER);
        others.survey(Scene.RELEASE, Scene.RELEASE_BACK, 0.12, 1);
        others.survey(Scene.THANKS, Scene.THANKS_OVER, 0.2, 5);
        new Migrations(agenda, random.split(), script, bridge, asking).begin(dawn, Long.MAX_VALUE);
        new Reserves(agenda, script, bridge).begin(dawn);
        new Machines(agenda, script, bridge).begin(dawn);
        return new World(agenda);
    }

    /**
     * A day before, on which nothing happens but what always does.
     *
     * @param daysAgo from 1
     */
    static World calm(long seed, long startMillis, int daysAgo, Day day) {
        SplittableRandom random = new SplittableRandom(seed ^ ((long) daysAgo << 32));
        Agenda agenda = new Agenda("d" + daysAgo + "-");
        long start = startMillis - DAY.multipliedBy(daysAgo).toMillis();
        Script script = new Script(start, true);
        Users users = new Users(agenda, random.split(), script);
        users.beginToLogIn(start - LONG_LEAD.toMillis());
        Users asking = new Users(agenda, random.split(), script);
        asking.beginToAsk(start - LEAD.toMillis());
        new Migrations(agenda, random.split(), script, new Bridge(), asking)
                .begin(start - LEAD.toMillis(), day.evening());
        if (day.first()) {
            new Users(agenda, random.split(), script).beginToUse(start - LEAD.toMillis());
            // The first sign of life: what comes within an hour of it is no baseline yet.
            long first = start - LONG_LEAD.plus(LEAD).toMillis();
            agenda.at(first, () -> new Reserves(agenda, script, new Bridge()).snapshot(first));
        }
        return new World(agenda);
    }

    /** What happens up to an instant, in order; to be asked for later and later instants. */
    List<WorldEvent> until(long millis) {
        return agenda.until(millis);
    }
}
