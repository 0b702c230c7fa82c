package io.tocsin.standalone.demo;

import java.time.Duration;
import java.util.List;

/**
 * Something that changes in the world, for people.
 *
 * @param at event time since the beginning
 * @param category of the alerts that it leads to, as the rules name it; empty if it leads to none
 * @param expected what Tocsin will make of it; empty if nothing
 */
record Scene(Duration at, String category, String text, String expected) {

    static final Duration GUESSING = Duration.ofMinutes(25);
    static final Duration GUESSING_OVER = Duration.ofMinutes(40);
    static final Duration FAILURES_BEGIN = Duration.ofMinutes(50);
    static final Duration FAILURES_END = Duration.ofMinutes(75);
    static final Duration API_SLOW = Duration.ofMinutes(80);
    static final Duration API_DOWN = Duration.ofMinutes(102);
    static final Duration CANISTER_SILENT = Duration.ofMinutes(104);
    static final Duration API_BACK = Duration.ofMinutes(112);
    static final Duration CANISTER_BACK = Duration.ofMinutes(125);
    static final Duration RESERVES_SINK = Duration.ofMinutes(130);
    static final Duration RESERVES_LOW = Duration.ofMinutes(145);
    static final Duration RESERVES_RISE = Duration.ofMinutes(155);
    static final Duration RESERVES_WELL = Duration.ofMinutes(165);
    static final Duration RELEASE = Duration.ofMinutes(170);
    static final Duration PAUSE_RELEASED = Duration.ofMinutes(175);
    static final Duration FEATURE_LOST = Duration.ofMinutes(190);
    static final Duration RELEASE_BACK = Duration.ofMinutes(200);
    static final Duration FEATURE_FOUND = Duration.ofMinutes(245);
    static final Duration THANKS = Duration.ofMinutes(255);
    static final Duration THANKS_OVER = Duration.ofMinutes(290);

    /** After this nothing happens any more, and everything has recovered. */
    static final Duration END = Duration.ofHours(5);

    /** What users lose. */
    static final String LOST_FEATURE = "bridge_history";

    private static final String NONE = "";

    /** The script, in order. */
    static List<Scene> script() {
        return List.of(
                quiet(
                        Duration.ZERO,
                        "A calm day at the bridge, as the seven before: some twelve migrations a minute over three"
                                + " paths, of which 2 % fail; logins, a question to support now and then; reserves at"
                                + " 100.4 % of supply"),
                new Scene(
                        GUESSING,
                        "security",
                        "Somebody guesses passwords, from countries where none of the users has ever been: eight logins"
                                + " come for each that is usual at this hour",
                        "unusual_login_geography at once, until an hour after the last; unusual_access_patterns after"
                                + " some ten minutes; each with the command ENABLE_SECURITY_MONITORING"),
                quiet(GUESSING_OVER, "Whoever guessed has given up"),
                new Scene(
                        FAILURES_BEGIN,
                        "migration_issues",
                        "The signing service of the path migration_bridge begins to time out: nearly all migrations"
                                + " there fail, a third of all, and people write to support",
                        "migration_failure_spike above 10 %; above 25 % the command PAUSE_NEW_MIGRATIONS, which the"
                                + " bridge obeys five minutes later, and RESUME_MIGRATIONS when it is over"),
                quiet(FAILURES_END, "The signing service is restarted"),
                new Scene(
                        API_SLOW,
                        "system_health",
                        "The API answers slowly: three of ten requests take more than five seconds",
                        "api_performance_degradation after ten minutes, with the command SCALE_OUT, which ends it"),
                new Scene(
                        API_DOWN,
                        "system_health",
                        "The API loses its database: no probe of it succeeds any more",
                        "system_unavailability after five minutes, with the command MAINTENANCE_MODE, and"
                                + " END_MAINTENANCE_MODE when it is over"),
                new Scene(
                        CANISTER_SILENT,
                        "system_health",
                        "The minter's canister does not answer",
                        "canister_failure after two minutes, with the command FALLBACK_TO_BACKUP, which ends it"),
                quiet(API_BACK, "The API has its database back"),
                quiet(CANISTER_BACK, "The canister is repaired, and people switch back to it"),
                new Scene(
                        RESERVES_SINK,
                        "reserve_integrity",
                        "Locked funds leave a custody address, a little with every snapshot: the reserve ratio sinks",
                        "under_collateralized below 1; reserve_ratio_deviation beyond 1 % for two minutes and"
                                + " reserve_ratio_deviation_rollback beyond 2 % for five; reserve_ratio_violation below"
                                + " 0.95 for two minutes, with the command"
                                + " EMERGENCY_PAUSE below 0.90"),
                quiet(RESERVES_LOW, "The ratio stops at 88 %"),
                quiet(RESERVES_RISE, "The funds are moved back; the ratio rises again"),
                quiet(RESERVES_WELL, "Reserves are at 100.4 % of supply, as before"),
                new Scene(
                        RELEASE,
                        "user_experience",
                        "A release shows users wrong fees: who is asked for a rating gives one star or two",
                        "user_satisfaction_decline, when the average of the day has been below 4.0 for an hour"),
                quiet(PAUSE_RELEASED, "The auditors have seen enough; people release the emergency pause"),
                new Scene(
                        FEATURE_LOST,
                        "business_impact",
                        "The page " + LOST_FEATURE + " disappears from the menu: one of ten users finds it",
                        "feature_usage_anomaly, half an hour after the last hour's use fell 30 % below last week's"),
                quiet(RELEASE_BACK, "The release is taken back"),
                quiet(FEATURE_FOUND, "The menu has the page again"),
                quiet(THANKS, "Users are told what was wrong, asked again, and kind"),
                quiet(THANKS_OVER, "Nobody is asked any more"),
                quiet(END, "The day goes on as it began; no alert is left"));
    }

    private static Scene quiet(Duration at, String text) {
        return new Scene(at, NONE, text, NONE);
    }
}
