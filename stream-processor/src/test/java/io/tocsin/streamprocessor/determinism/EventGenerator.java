package io.tocsin.streamprocessor.determinism;

import io.tocsin.schemas.avro.ActivityEvent;
import io.tocsin.schemas.avro.ActivityKind;
import io.tocsin.schemas.avro.MigrationEvent;
import io.tocsin.schemas.avro.MigrationEventType;
import io.tocsin.schemas.avro.ReserveSnapshot;
import io.tocsin.schemas.avro.RuleDefinition;
import io.tocsin.schemas.avro.RuleGroupVersion;
import io.tocsin.schemas.avro.RuleKind;
import io.tocsin.schemas.frame.FrameCodec;
import io.tocsin.schemas.frame.MetricFrame;
import io.tocsin.schemas.frame.RecordKeys;
import io.tocsin.schemas.labels.Labels;
import io.tocsin.schemas.wire.WireFormat;
import io.tocsin.streamprocessor.time.SourceTopic;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What happens on a generated log, as a function of the seed: sources with gauges, counters and histograms, some of them
 * late, ahead, twice, or gone for a while; poison on every topic; two groups of which one reads the other's recordings,
 * an edit and a removal.
 */
public final class EventGenerator {

    public static final long START = 1_700_000_000_000L;
    static final long SAMPLE_INTERVAL = 5_000;
    static final String NAMESPACE = "default";

    private static final int SOURCES = 9;

    /** What some of the alerts ask for. */
    private static final Map<String, Map<String, String>> COMMANDS = Map.of(
            "HighLoad",
            Map.of(
                    "command", "SHED_LOAD",
                    "command_target", "api",
                    "command_when", "> 95",
                    "command_reversal", "TAKE_LOAD"),
            "JobLoad",
            Map.of("command", "SCALE_OUT", "command_target", "api", "command_reversal", "SCALE_IN"),
            "Reserves",
            Map.of("command", "EMERGENCY_PAUSE", "command_target", "bridge", "command_when", "< 0.94"),
            "Gone",
            Map.of("command", "RESTART", "command_target", "hosts", "command_reversal", "LEAVE_ALONE"));

    private final Random random;
    private final long end;
    private final List<Event> events = new ArrayList<>();
    private final WireFormat wire = WireFormat.singleObject();
    private final FrameCodec codec = new FrameCodec(wire, "metrics");

    private EventGenerator(long seed, long millis) {
        this.random = new Random(seed);
        this.end = START + millis;
    }

    public static List<Event> events(long seed, long millis) {
        EventGenerator generator = new EventGenerator(seed, millis);
        generator.rules();
        for (int source = 0; source < SOURCES; source++) {
            generator.source(source);
        }
        generator.domain();
        generator.poison();
        return generator.events;
    }

    private void source(int number) {
        double load = random.nextDouble() * 100;
        double requests = 0;
        double slow = 0;
        long phase = random.nextInt((int) SAMPLE_INTERVAL);
        long goneFrom = START + random.nextInt((int) (end - START));
        for (long at = START + phase; at < end; at += SAMPLE_INTERVAL) {
            load = Math.clamp(load + random.nextGaussian() * 25, 0, 130);
            requests += random.nextInt(200);
            slow += random.nextInt(60);
            if (at >= goneFrom && at < goneFrom + 60_000) {
                continue;
            }
            frame(number, at, load, requests, slow);
        }
    }

    private void frame(int number, long at, double load, double requests, double slow) {
        String instance = "host-" + number;
        MetricFrame.Builder frame = MetricFrame.builder(at);
        String job = number % 2 == 0 ? "api" : "web";
        frame.add(labels("load", job, instance), load);
        frame.add(labels("requests_total", job, instance).with("status", "500"), Math.floor(requests / 7));
        frame.add(labels("requests_total", job, instance).with("status", "200"), requests);
        frame.add(labels("latency_bucket", job, instance).with("le", "0.1"), requests);
        frame.add(labels("latency_bucket", job, instance).with("le", "1"), requests + slow);
        frame.add(labels("latency_bucket", job, instance).with("le", "+Inf"), requests + slow * 1.25);
        publish(at + random.nextInt(200), frame.build());
        if (number == 0) {
            // Without job and instance: the key is the metric's name.
            publish(
                    at + 7,
                    MetricFrame.builder(at)
                            .add(Labels.of("__name__", "alone"), load)
                            .build());
        }
        mischief(number, at, load, job, instance);
    }

    private void mischief(int number, long at, double load, String job, String instance) {
        int dice = random.nextInt(20);
        MetricFrame changed = MetricFrame.builder(at)
                .add(labels("load", job, instance), 130 - load)
                .build();
        switch (dice) {
            // The same series at the same time once more, soon or late: the last in the log wins.
            case 0 -> publish(at + 150, changed);
            case 1 -> publish(at + 5_000 + random.nextInt(60_000), changed);
            // Too late, and ahead: waiting, or refused.
            case 2 ->
                publish(
                        at,
                        MetricFrame.builder(at - 3_700_000)
                                .add(labels("load", job, instance), 1)
                                .build());
            case 3 -> publish(at, ahead(at + random.nextInt(120_000), job, instance));
            case 4 -> publish(at, ahead(at + 700_000 + random.nextInt(7_200_000), job, instance));
            // A late one of a source with a layout of its own.
            case 5 ->
                publish(
                        at + 20_000,
                        MetricFrame.builder(at)
                                .add(labels("late_total", job, instance), number + load)
                                .build());
            default -> {}
        }
    }

    private static MetricFrame ahead(long at, String job, String instance) {
        return MetricFrame.builder(at).add(labels("load", job, instance), 125).build();
    }

    private static Labels labels(String name, String job, String instance) {
        return Labels.of("__name__", name, "job", job, "instance", instance);
    }

    private void publish(long arrival, MetricFrame frame) {
        String key = RecordKeys.of(frame.layout().labels(0));
        events.add(new Event(arrival, SourceTopic.METRICS, key, codec.encode(frame)));
    }

    /** Migrations, reserves and logins; some twice, some late, some ahead. */
    private void domain() {
        for (long at = START + random.nextInt(1000); at < end; at += 1 + random.nextInt(4_000)) {
            int dice = random.nextInt(30);
            long timestamp = at - (dice == 0 ? random.nextInt(60_000) : 0) + (dice == 1 ? random.nextInt(60_000) : 0);
            if (dice == 2) {
                timestamp += 700_000 + random.nextInt(7_200_000);
            }
            domainEvent(at, timestamp);
        }
    }

    private void domainEvent(long arrival, long timestamp) {
        String id = "event-" + events.size();
        String subject = "user-" + random.nextInt(50);
        Event event = switch (random.nextInt(3)) {
            case 0 -> migration(arrival, id, subject, timestamp);
            case 1 -> reserves(arrival, id, timestamp);
            default -> login(arrival, id, subject, timestamp);
        };
        events.add(event);
        if (random.nextInt(10) == 0) {
            events.add(new Event(arrival + random.nextInt(90_000), event.topic(), event.key(), event.value()));
        }
    }

    private Event migration(long arrival, String id, String subject, long timestamp) {
        boolean failed = random.nextInt(4) == 0;
        MigrationEvent event = MigrationEvent.newBuilder()
                .setEventId(id)
                .setMigrationId("migration-" + id)
                .setSubject(subject)
                .setTimestamp(timestamp)
                .setType(failed ? MigrationEventType.FAILED : MigrationEventType.COMPLETED)
                .setPath(random.nextBoolean() ? "fresh_start" : "legacy_hold")
                .setReason(failed ? "timeout" : null)
                .build();
        byte[] value = wire.encoder(MigrationEvent.class).encode("migrations", event);
        return new Event(arrival, SourceTopic.MIGRATIONS, "migration-" + id, value);
    }

    private Event reserves(long arrival, String id, long timestamp) {
        ReserveSnapshot event = ReserveSnapshot.newBuilder()
                .setEventId(id)
                .setAsset("asset-" + random.nextInt(2))
                .setTimestamp(timestamp)
                .setSupply(new BigDecimal("1000").setScale(18))
                .setLocked(BigDecimal.valueOf(920 + random.nextInt(100)).setScale(18))
                .build();
        byte[] value = wire.encoder(ReserveSnapshot.class).encode("reserves", event);
        return new Event(arrival, SourceTopic.RESERVES, event.getAsset(), value);
    }

    private Event login(long arrival, String id, String subject, long timestamp) {
        ActivityEvent event = ActivityEvent.newBuilder()
                .setEventId(id)
                .setSubject(subject)
                .setTimestamp(timestamp)
                .setKind(ActivityKind.LOGIN)
                .setOutcome(random.nextInt(3) == 0 ? "failure" : "success")
                .setCountry("DE")
                .build();
        byte[] value = wire.encoder(ActivityEvent.class).encode("activity", event);
        return new Event(arrival, SourceTopic.ACTIVITY, subject, value);
    }

    private void poison() {
        for (SourceTopic topic : SourceTopic.values()) {
            for (int i = 0; i < 20; i++) {
                byte[] bytes = new byte[random.nextInt(60)];
                random.nextBytes(bytes);
                long arrival = START + random.nextInt((int) (end - START));
                events.add(new Event(arrival, topic, "poison-" + i, bytes));
            }
        }
    }

    private void rules() {
        long middle = START + (end - START) / 2;
        version(START + 1_000, 1, "recordings", recordings());
        version(START + 1_000, 1, "alerts", alerts(80));
        version(START + 1_000, 1, "short-lived", List.of(alert("Gone", "load > 20", 0, 0)));
        version(START + 500, 1, "tocsin-commands", controls(0, 6));
        version(middle - 30_000, 2, "tocsin-commands", controls(1, 6));
        version(middle - 10_000, 3, "tocsin-commands", controls(0, 15));
        version(middle, 2, "alerts", alerts(70));
        version(middle + 20_000, 2, "short-lived", null);
    }

    private static List<RuleDefinition> recordings() {
        return List.of(
                record("job:load:avg", "avg by (job) (load)"),
                record(
                        "job:errors:ratio",
                        "sum by (job) (rate(requests_total{status=\"500\"}[30s]))"
                                + " / sum by (job) (rate(requests_total[30s]))"),
                record(
                        "instance:latency:p90",
                        "histogram_quantile(0.9," + " sum by (le, instance) (rate(latency_bucket[30s])))"));
    }

    private static List<RuleDefinition> alerts(int threshold) {
        return List.of(
                alert("HighLoad", "load > " + threshold, 10_000, 0),
                alert("JobLoad", "job:load:avg > 45", 0, 15_000),
                alert("ErrorRatio", "job:errors:ratio > 0.13", 5_000, 0),
                alert("SlowRequests", "instance:latency:p90 > 0.5", 0, 0),
                alert("Top", "topk(2, max_over_time(load[20s])) > 100", 0, 0),
                alert("Absent", "absent(load{instance=\"host-3\"})", 5_000, 0),
                alert("Pending", "sum(ALERTS{alertstate=\"pending\"}) > 2", 0, 0),
                alert("Joined", "load > on (job) group_left () (job:load:avg + 35)", 5_000, 0),
                alert("Late", "sum(rate(late_total[1m])) + sum(alone) > 60", 0, 0),
                alert(
                        "Failures",
                        "sum(sum_over_time(migrations_failed_count[1m])) /"
                                + " sum(sum_over_time({__name__=~\"migrations_(failed|completed)_count\"}[1m])) > 0.3",
                        0,
                        0),
                alert("Reserves", "max by (asset) (reserve_ratio) < 0.95", 2_000, 0),
                alert("Logins", "sum by (outcome) (sum_over_time(logins_count{outcome=\"failure\"}[30s])) > 2", 0, 0),
                alert("Sub", "avg_over_time(sum(load)[30s:5s]) > 430", 0, 0));
    }

    /** The kill switch, and how many commands there may be in an hour; one of them is for show. */
    private static List<RuleDefinition> controls(int stopped, int most) {
        return List.of(
                record("tocsin_commands_stopped", "vector(" + stopped + ")"),
                record("tocsin_commands_max_per_hour", "vector(" + most + ")"),
                new RuleDefinition(
                        RuleKind.RECORD,
                        "tocsin_commands_dry_run",
                        "vector(1)",
                        0L,
                        0L,
                        Map.of("command", "SCALE_OUT"),
                        Map.of()));
    }

    private static RuleDefinition record(String name, String expr) {
        return new RuleDefinition(RuleKind.RECORD, name, expr, 0L, 0L, Map.of(), Map.of());
    }

    private static RuleDefinition alert(String name, String expr, long forMillis, long keepMillis) {
        Map<String, String> labels = new TreeMap<>(Map.of("severity", "high"));
        Map<String, String> annotations = new TreeMap<>(Map.of(
                "summary", "{{ $labels.instance }}{{ $labels.job }} at {{ $value | humanize }}",
                "top", "{{ range query \"topk(1, load)\" }}{{ .Value }}{{ end }}"));
        annotations.putAll(COMMANDS.getOrDefault(name, Map.of()));
        return new RuleDefinition(RuleKind.ALERT, name, expr, forMillis, keepMillis, labels, annotations);
    }

    private void version(long at, int revision, String group, @Nullable List<RuleDefinition> rules) {
        RuleGroupVersion version = RuleGroupVersion.newBuilder()
                .setNamespace(NAMESPACE)
                .setGroup(group)
                .setRevision(at)
                .setVersion(group + revision)
                .setSource("generated")
                .setRemoved(rules == null)
                .setIntervalMillis(group.equals("recordings") ? 2_500 : 5_000)
                .setQueryOffsetMillis(group.equals("short-lived") ? 1_000 : 0)
                .setRules(rules == null ? List.of() : rules)
                .build();
        byte[] value = wire.encoder(RuleGroupVersion.class).encode("rules", version);
        events.add(new Event(at, SourceTopic.RULES, null, value));
    }
}
