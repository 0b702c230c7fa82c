package io.tocsin.standalone.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.schemas.avro.AlertState;
import io.tocsin.schemas.avro.AlertTransition;
import io.tocsin.schemas.avro.Command;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The rules that ship, one alert of each category: what happens is posted to the collector, and the transitions are read
 * from the log. Three days and an hour of event time, which is why all share them.
 */
final class CatalogueOnKafkaTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Between two evaluations of what an alert is computed from. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private static final long DAY = Duration.ofDays(1).toMillis();

    /** A day that is over, so that the brokers keep it and no event is from the future. */
    private static final long START = (InstantSource.system().millis() / DAY - 5) * DAY;

    private static final long BAD = START + BridgeStory.QUIET.toMillis();

    /** From when on the rules that ship are there. */
    private static final long RULES = BAD - Duration.ofMinutes(12).toMillis();

    /** What days are added up from; the other rules have nothing to do before the last hour. */
    private static final String QUIET_DAYS = """
        rule_files: [../rules/bridge-baselines.yml]
        expected: {learn: 0}
        """;

    private static final String LAST_HOUR = """
        rule_files: [../rules/*.yml]
        thresholds: {migration_daily_target: 20, migration_minimum_finished: 30}
        expected:
          members: [{job: canister, instance: ledger, role: canister}, {job: node, instance: 'never "seen"'}]
          learn: 1h
        """;

    @TempDir
    private static Path directory;

    private static BridgeOnKafka bridge;
    private static long now = START;
    private static List<AlertTransition> transitions;

    @BeforeAll
    static void play() throws Exception {
        bridge = new BridgeOnKafka(directory, START);
        Deque<BridgeStory.Post> posts = new ArrayDeque<>(BridgeStory.from(START));
        bridge.configure(QUIET_DAYS);
        for (int day = 0; day < 3; day++) {
            // What rules look back at is there without a gap, as with the ticks of every day; nobody needs the rest of
            // it.
            pass(START + DAY * day + Duration.ofMinutes(80).toMillis(), Duration.ofMinutes(4), posts);
            pass(START + DAY * (day + 1), Duration.ofMinutes(30), posts);
        }
        pass(RULES, Duration.ofMinutes(4), posts);
        bridge.awaitEvaluation();
        bridge.configure(LAST_HOUR);
        pass(START + BridgeStory.LENGTH.toMillis(), Duration.ofSeconds(30), posts);
        bridge.awaitEvaluation();
        assertThat(posts).isEmpty();
        // The last to end.
        await().atMost(PATIENCE).until(() -> read("user_satisfaction_decline").contains(AlertState.RESOLVED));
        transitions = bridge.values(bridge.topics().alerts());
    }

    /** Time goes on, in steps. */
    private static void pass(long end, Duration step, Deque<BridgeStory.Post> posts) throws Exception {
        while (now < end) {
            now = Math.min(now + step.toMillis(), end);
            step(now, posts);
        }
    }

    /** What has happened by then is posted, in one request a path, before the time is told. */
    private static void step(long at, Deque<BridgeStory.Post> posts) throws Exception {
        bridge.passTo(at);
        Map<String, StringBuilder> requests = new LinkedHashMap<>();
        while (!posts.isEmpty() && posts.element().atMillis() <= at) {
            BridgeStory.Post post = posts.remove();
            if (post.path().equals(BridgeStory.METRICS)) {
                bridge.post(post.path(), post.json());
            } else {
                StringBuilder list = requests.computeIfAbsent(post.path(), path -> new StringBuilder());
                list.append(list.isEmpty() ? "[" : ",").append(post.json());
            }
        }
        for (Map.Entry<String, StringBuilder> request : requests.entrySet()) {
            bridge.post(request.getKey(), request.getValue().append(']').toString());
        }
        bridge.tick();
    }

    private static List<AlertState> read(String rule) {
        return bridge.values(bridge.topics().alerts()).stream()
                .filter(transition -> transition.getRule().equals(rule))
                .map(AlertTransition::getState)
                .toList();
    }

    @AfterAll
    static void stop() {
        bridge.close();
    }

    @Test
    void shouldTellOfSystemHealth_whenACanisterDoesNotAnswerForTwoMinutes() {
        assertTold("canister_failure", "system_health", minutes(7), minutes(10));
    }

    @Test
    void shouldTellOfMigrationIssues_whenManyFail_butNotBeforeThirtyHaveEnded() {
        assertTold("migration_failure_spike", "migration_issues", minutes(6).plusSeconds(19), minutes(10));
    }

    @Test
    void shouldTellOfReserves_whenBalancesAreOffByTheSmallestAmount() {
        assertTold("balance_discrepancy", "reserve_integrity", minutes(10), minutes(15));
    }

    @Test
    void shouldTellOfSecurity_whenLoginsComeFromElsewhere() {
        assertTold("unusual_login_geography", "security", minutes(5).plusSeconds(4), minutes(65));
    }

    @Test
    void shouldTellOfUserExperience_whenTheyHaveBeenAnnoyedForAnHour() {
        assertTold("user_satisfaction_decline", "user_experience", minutes(65), minutes(75));
    }

    @Test
    void shouldTellOfBusinessImpact_whenHardlyAnybodyMigratesForThreeDays() {
        assertTold("migration_adoption_low", "business_impact", minutes(-10), minutes(10));
    }

    @Test
    void shouldTellOfNothingElse() {
        assertThat(transitions.stream()
                        .filter(each -> each.getState() == AlertState.FIRING)
                        .map(AlertTransition::getRule))
                .containsExactlyInAnyOrder(
                        "canister_failure",
                        "migration_failure_spike",
                        "balance_discrepancy",
                        "unusual_login_geography",
                        "user_satisfaction_decline",
                        "migration_adoption_low",
                        "MemberNoData",
                        "Watchdog");
        assertThat(transitions)
                .filteredOn(each -> each.getRule().equals("MemberNoData"))
                .allSatisfy(each -> assertThat(each.getLabels()).containsEntry("instance", "never \"seen\""));
    }

    @Test
    void shouldAskTheBridgeForHelp_onceAnEpisode_andTakeItBackWhereTheRuleSaysSo() {
        List<Command> commands = bridge.values(bridge.topics().commands());

        assertThat(commands)
                .extracting(command -> command.getRule() + ": " + command.getName())
                .containsExactlyInAnyOrder(
                        "canister_failure: FALLBACK_TO_BACKUP",
                        "migration_failure_spike: PAUSE_NEW_MIGRATIONS",
                        "migration_failure_spike: RESUME_MIGRATIONS",
                        "balance_discrepancy: HALT_FINANCIAL_OPERATIONS",
                        "unusual_login_geography: ENABLE_SECURITY_MONITORING");
        assertThat(commands).allSatisfy(command -> {
            assertThat(command.getTarget()).isEqualTo("bridge");
            assertThat(command.getSuppressed()).isNull();
            assertThat(command.getDryRun()).isFalse();
        });
        assertThat(named(commands, "RESUME_MIGRATIONS").getReversalOf())
                .isEqualTo(named(commands, "PAUSE_NEW_MIGRATIONS").getId());
    }

    private static Command named(List<Command> commands, String name) {
        return commands.stream()
                .filter(command -> command.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldHaveItsSettingsAsSeries() throws Exception {
        assertThat(query("threshold:migration_minimum_finished")).contains("\"30\"");
        assertThat(query("threshold:login_minimum")).contains("\"20\"");
        assertThat(query("tocsin_expected_member{source=\"configured\"}"))
                .contains("\"role\":\"canister\"", "\"instance\":\"never \\\"seen\\\"\"");
        assertThat(query("tocsin_expected_member{source=\"learned\"}")).doesNotContain("ledger");
        assertThat(bridge.get("/api/v1/rules"))
                .contains("rule_files: ../rules/thresholds.yml, with migration_daily_target, "
                        + "migration_minimum_finished of the configuration")
                .contains("configuration: expected");
    }

    private static String query(String promql) throws Exception {
        return bridge.get("/api/v1/query?query=" + URLEncoder.encode(promql, StandardCharsets.UTF_8));
    }

    private static Duration minutes(long count) {
        return Duration.ofMinutes(count);
    }

    /**
     * One episode, which the log alone determines: at the first evaluation after its time, which is counted from when
     * things began to go wrong.
     */
    private static void assertTold(String rule, String category, Duration fires, Duration resolves) {
        Map<AlertState, List<Long>> told = transitions.stream()
                .filter(each -> each.getRule().equals(rule))
                .peek(each -> assertThat(each.getLabels()).containsEntry("category", category))
                .collect(Collectors.groupingBy(
                        AlertTransition::getState, Collectors.mapping(AlertTransition::getAt, Collectors.toList())));
        assertAt(told.getOrDefault(AlertState.FIRING, List.of()), fires);
        assertAt(told.getOrDefault(AlertState.RESOLVED, List.of()), resolves);
    }

    private static void assertAt(List<Long> instants, Duration due) {
        assertThat(instants)
                .singleElement()
                .satisfies(at -> assertThat(Duration.ofMillis(at - BAD)).isBetween(due, due.plus(LONGEST)));
    }
}
