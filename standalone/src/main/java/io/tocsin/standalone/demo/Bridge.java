package io.tocsin.standalone.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the bridge was commanded to do. Whoever works there needs {@link #REACTION}, of event time and to the
 * millisecond, so that what happens is a function of what was decided, and not of how fast the news came. Thread-safe.
 */
final class Bridge {

    /** From the instant of a command until it is in effect. */
    static final Duration REACTION = Duration.ofMinutes(5);

    private static final String PAUSE = "PAUSE_NEW_MIGRATIONS";
    private static final String RESUME = "RESUME_MIGRATIONS";
    private static final String MAINTENANCE = "MAINTENANCE_MODE";
    private static final String END_MAINTENANCE = "END_MAINTENANCE_MODE";
    private static final String EMERGENCY = "EMERGENCY_PAUSE";
    private static final String SCALE_OUT = "SCALE_OUT";
    private static final String FALLBACK = "FALLBACK_TO_BACKUP";

    private static final Map<String, String> DEEDS = Map.of(
            PAUSE,
            "no migration is started",
            RESUME,
            "migrations are started again",
            MAINTENANCE,
            "users see that the bridge is being looked after, and no migration is started",
            END_MAINTENANCE,
            "users see the bridge again, and migrations are started",
            EMERGENCY,
            "everything is paused, until a person releases it",
            SCALE_OUT,
            "twice as many instances answer the API",
            FALLBACK,
            "the backup canister answers, until a person switches back",
            "ENABLE_SECURITY_MONITORING",
            "every login is recorded with its address and its device");

    private final List<Order> orders = new ArrayList<>();

    private record Order(long fromMillis, String name) {}

    /**
     * Takes a command.
     *
     * @param atMillis the instant it was decided for
     * @return since when it holds, event time
     */
    synchronized long take(String name, long atMillis) {
        long from = atMillis + REACTION.toMillis();
        orders.add(new Order(from, name));
        return from;
    }

    /** What a command leads to, for people. */
    static String deed(String name) {
        return DEEDS.getOrDefault(name, "those who are concerned are called together");
    }

    /** Whether the newer one of a command and its reversal, as of an instant, is the command. */
    private synchronized boolean holds(long at, String command, String reversal) {
        long on = Long.MIN_VALUE;
        long off = Long.MIN_VALUE;
        for (Order order : orders) {
            if (order.fromMillis() <= at) {
                on = order.name().equals(command) ? Math.max(on, order.fromMillis()) : on;
                off = order.name().equals(reversal) ? Math.max(off, order.fromMillis()) : off;
            }
        }
        return on > off;
    }

    /** Whether migrations may begin. */
    boolean isOpen(long at, Script script) {
        return !holds(at, PAUSE, RESUME) && !holds(at, MAINTENANCE, END_MAINTENANCE) && !isPaused(at, script);
    }

    /** The emergency pause: people end it. */
    boolean isPaused(long at, Script script) {
        return holds(at, EMERGENCY, "") && !script.during(at, Scene.PAUSE_RELEASED, Duration.ofDays(365));
    }

    boolean isScaledOut(long at) {
        return holds(at, SCALE_OUT, "");
    }

    boolean isOnBackup(long at) {
        return holds(at, FALLBACK, "");
    }
}
