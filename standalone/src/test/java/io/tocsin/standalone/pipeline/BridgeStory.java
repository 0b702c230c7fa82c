package io.tocsin.standalone.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What happens to a bridge: three days on which hardly anybody migrates, then an hour in which something of every category
 * goes wrong and gets well again.
 */
final class BridgeStory {
    /** What somebody posts to the collector, and when it happened. */
    record Post(long atMillis, String path, String json) {}

    /** From the start to the hour in which things go wrong. */
    static final Duration QUIET = Duration.ofDays(3).plusHours(1);

    static final Duration LENGTH = QUIET.plusMinutes(80);

    static final String MIGRATIONS = "/v1/migrations";
    static final String RESERVES = "/v1/reserves";
    static final String ACTIVITY = "/v1/activity";
    static final String METRICS = "/v1/metrics";

    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;

    private final long start;
    private final long bad;
    private final List<Post> posts = new ArrayList<>();

    private BridgeStory(long startMillis) {
        this.start = startMillis;
        this.bad = startMillis + QUIET.toMillis();
    }

    /** In the order in which it happens. */
    static List<Post> from(long startMillis) {
        BridgeStory story = new BridgeStory(startMillis);
        story.reserves();
        story.migrations();
        story.logins();
        story.satisfaction();
        story.canister();
        return story.posts.stream()
                .sorted(Comparator.comparingLong(Post::atMillis))
                .toList();
    }

    /** The balances are off by the smallest amount there is, for 5 minutes. */
    private void reserves() {
        snapshot(start + MINUTE, "1000");
        for (long at = bad - 15 * MINUTE; at <= end(); at += MINUTE) {
            boolean off = at >= bad + 10 * MINUTE && at < bad + 15 * MINUTE;
            snapshot(at, off ? "999.999999999999999999" : "1000");
        }
    }

    private void snapshot(long at, String userBalances) {
        add(
                at,
                RESERVES,
                Map.of(
                        "asset",
                        "ckALGO",
                        "supply",
                        "1000",
                        "locked",
                        "1000",
                        "userBalances",
                        userBalances,
                        "verifiedAt",
                        at));
    }

    /** Ten fail, when nobody has completed one yet; then 20 are completed, and then 80 more. */
    private void migrations() {
        for (int i = 0; i < 110; i++) {
            migration(bad + MINUTE + i * SECOND, i, "STARTED");
        }
        for (int i = 0; i < 10; i++) {
            migration(bad + 5 * MINUTE + i * SECOND, i, "FAILED");
        }
        for (int i = 0; i < 20; i++) {
            migration(bad + 6 * MINUTE + i * SECOND, 10 + i, "COMPLETED");
        }
        for (int i = 0; i < 80; i++) {
            migration(bad + 10 * MINUTE, 30 + i, "COMPLETED");
        }
    }

    private void migration(long at, int number, String type) {
        add(
                at,
                MIGRATIONS,
                Map.of(
                        "migrationId",
                        "m-" + number,
                        "subject",
                        "u-" + number,
                        "type",
                        type,
                        "path",
                        "migration_bridge",
                        "cohort",
                        "beta"));
    }

    /** Six people who are known from one country come from another. */
    private void logins() {
        for (int user = 0; user < 6; user++) {
            login(start + Duration.ofDays(2).toMillis() + user * SECOND, user, "IS");
            login(bad + 5 * MINUTE + user * SECOND, user, "NZ");
        }
    }

    private void login(long at, int user, String country) {
        add(at, ACTIVITY, Map.of("subject", "u-" + user, "kind", "LOGIN", "outcome", "success", "country", country));
    }

    /** Twenty are annoyed; much later three times as many are happy. */
    private void satisfaction() {
        IntStream.range(0, 20).forEach(user -> satisfaction(bad + 2 * MINUTE + user * SECOND, user, 2));
        IntStream.range(0, 60).forEach(user -> satisfaction(bad + 70 * MINUTE + user * SECOND, user, 5));
    }

    private void satisfaction(long at, int user, int score) {
        add(
                at,
                ACTIVITY,
                Map.of("subject", "u-" + user, "kind", "SATISFACTION", "score", score, "path", "fresh_start"));
    }

    /** It does not answer for 5 minutes. */
    private void canister() {
        for (long at = bad - 15 * MINUTE; at <= end(); at += 15 * SECOND) {
            boolean down = at >= bad + 5 * MINUTE && at < bad + 10 * MINUTE;
            posts.add(new Post(at, METRICS, probe(at, down ? 0 : 1)));
        }
    }

    private long end() {
        return start + LENGTH.toMillis();
    }

    private static String probe(long at, int success) {
        return """
            {"resourceMetrics": [{
              "resource": {"attributes": [
                {"key": "service.name", "value": {"stringValue": "canister"}},
                {"key": "service.instance.id", "value": {"stringValue": "ledger"}}]},
              "scopeMetrics": [{"metrics": [{"name": "probe_success", "gauge": {"dataPoints": [
                {"timeUnixNano": "%d000000", "asDouble": %d,
                 "attributes": [{"key": "role", "value": {"stringValue": "canister"}}]}]}}]}]}]}
            """.formatted(at, success);
    }

    private void add(long at, String path, Map<String, Object> fields) {
        String json = fields.entrySet().stream()
                .map(field -> "\"" + field.getKey() + "\": "
                        + (field.getValue() instanceof Number number ? number : "\"" + field.getValue() + "\""))
                .collect(Collectors.joining(", "));
        posts.add(new Post(
                at, path, "{\"eventId\": \"e-" + posts.size() + "\", \"timestamp\": " + at + ", " + json + "}"));
    }
}
