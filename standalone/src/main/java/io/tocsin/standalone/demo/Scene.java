package io.tocsin.standalone.demo;

import java.time.Duration;
import java.util.List;

/**
 * Something that changes in the world, for people.
 *
 * @param at event time since the beginning
 */
record Scene(Duration at, String text) {

    static final Duration FAILURES_BEGIN = Duration.ofMinutes(50);
    static final Duration FAILURES_END = Duration.ofMinutes(75);
    static final Duration RESERVES_SINK = Duration.ofHours(2);
    static final Duration RESERVES_LOW = Duration.ofMinutes(135);
    static final Duration RESERVES_RISE = Duration.ofMinutes(150);
    static final Duration RESERVES_WELL = Duration.ofMinutes(160);

    /** After this nothing happens any more, and everything has recovered. */
    static final Duration END = Duration.ofHours(3);

    /** The script, in order. */
    static List<Scene> script() {
        return List.of(
                new Scene(
                        Duration.ZERO,
                        "A calm day at the bridge: some twelve migrations a minute over three paths, of which 2 % fail;"
                                + " logins, a question to support now and then; reserves at 101 % of supply"),
                new Scene(
                        FAILURES_BEGIN,
                        "The signing service of the path migration_bridge begins to time out: two of three migrations"
                                + " there fail, and people write to support"),
                new Scene(FAILURES_END, "The signing service is restarted; migrations succeed again"),
                new Scene(
                        RESERVES_SINK,
                        "Locked funds leave a custody address, a little with every snapshot: the reserve ratio sinks"),
                new Scene(RESERVES_LOW, "The ratio stops at 93 %"),
                new Scene(RESERVES_RISE, "The funds are moved back; the ratio rises again"),
                new Scene(RESERVES_WELL, "Reserves are at 101 % of supply, as before"),
                new Scene(END, "The day goes on as it began"));
    }
}
