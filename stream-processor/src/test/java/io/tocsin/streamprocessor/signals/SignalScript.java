package io.tocsin.streamprocessor.signals;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.promql.eval.Engine;
import io.tocsin.promql.eval.EvalOptions;
import io.tocsin.promql.eval.Grid;
import io.tocsin.promql.eval.Matrix;
import io.tocsin.promql.parse.ParseOptions;
import io.tocsin.promql.parse.PromqlParser;
import io.tocsin.schemas.avro.ActivityEvent;
import io.tocsin.schemas.avro.ActivityKind;
import io.tocsin.schemas.avro.CustodyBalance;
import io.tocsin.schemas.avro.MigrationEvent;
import io.tocsin.schemas.avro.MigrationEventType;
import io.tocsin.schemas.avro.ReserveSnapshot;
import io.tocsin.streamprocessor.series.SeriesLimits;
import io.tocsin.streamprocessor.state.KeyedState;
import io.tocsin.streamprocessor.time.SourceTopic;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A story of events and what series make of it. A line each:
 *
 * <pre>
 * TIME migration ID TYPE [key=value …]     TIME login|support|feature|satisfaction SUBJECT [key=value …]
 * TIME reserve ASSET supply=N locked=N [key=value …] [custody=address:balance[:millis],…]
 * tick TIME                                what has been read becomes visible; as often as one ticks
 * gap TIME                                 the same, but nobody has ticked meanwhile
 * TIME query = value | labels value; …     an instant query; nothing: no series
 * </pre>
 *
 * Times are seconds, or as in {@code 7dT90s}, after a midnight. Every event has an id of its own unless it says {@code id=}.
 */
final class SignalScript {

    /** A midnight. */
    private static final long START = 1_700_006_400_000L;

    private final SourceTopic topic;
    private final boolean restarting;
    private final KeyedState state = KeyedState.inMemory();
    private SignalTask task;
    private final List<DomainEvent> read = new ArrayList<>();
    private long horizon = START - 1;
    private int number;

    SignalScript(SourceTopic topic, boolean restarting) {
        this.topic = topic;
        this.restarting = restarting;
        this.task = open();
    }

    private SignalTask open() {
        return new SignalTask(topic, 0, Duration.ofHours(1), SeriesLimits.UNLIMITED, state);
    }

    void run(List<String> lines) {
        for (String line : lines) {
            number++;
            if (!line.isBlank() && !line.startsWith("#")) {
                step(line.strip());
            }
        }
    }

    private void step(String line) {
        String[] words = line.split("\\s+", 3);
        if (words[0].equals("tick")) {
            tick(time(words[1]), 15_000);
        } else if (words[0].equals("gap")) {
            tick(time(words[1]), Long.MAX_VALUE);
        } else if (words[1].equals("query")) {
            int equals = words[2].lastIndexOf(" = ");
            query(time(words[0]), words[2].substring(0, equals), words[2].substring(equals + 3));
        } else {
            String[] rest = words[2].split("\\s+", -1);
            Map<String, String> fields = new HashMap<>();
            for (String field : rest) {
                int equals = field.indexOf('=');
                if (equals > 0) {
                    fields.put(field.substring(0, equals), field.substring(equals + 1));
                }
            }
            read.add(event(words[1], time(words[0]), rest, fields));
        }
    }

    private void tick(long at, long interval) {
        while (horizon < at) {
            long step = at - horizon > 7_200_000 ? Math.max(interval, 3_600_000) : interval;
            long next = step == Long.MAX_VALUE ? at : Math.min(at, Math.floorDiv(horizon, step) * step + step);
            for (DomainEvent event : read) {
                task.accept(event, horizon, next);
            }
            read.clear();
            task.settle(horizon, next);
            horizon = next;
        }
        if (restarting) {
            task = open();
        }
    }

    private DomainEvent event(String kind, long at, String[] rest, Map<String, String> fields) {
        String id = fields.getOrDefault("id", "e" + number);
        return switch (kind) {
            case "migration" -> migration(id, at, rest, fields);
            case "reserve" -> reserve(id, at, rest, fields);
            case "login" -> activity(ActivityKind.LOGIN, id, at, rest, fields);
            case "support" -> activity(ActivityKind.SUPPORT_REQUEST, id, at, rest, fields);
            case "feature" -> activity(ActivityKind.FEATURE_USE, id, at, rest, fields);
            case "satisfaction" -> activity(ActivityKind.SATISFACTION, id, at, rest, fields);
            default -> throw new IllegalArgumentException("line " + number + ": " + kind);
        };
    }

    private static DomainEvent migration(String id, long at, String[] rest, Map<String, String> fields) {
        return new DomainEvent.Migration(MigrationEvent.newBuilder()
                .setEventId(id)
                .setMigrationId(rest[0])
                .setSubject("s")
                .setTimestamp(at)
                .setType(MigrationEventType.valueOf(rest[1]))
                .setPath(fields.get("path"))
                .setCohort(fields.get("cohort"))
                .setReason(fields.get("reason"))
                .setAsset(fields.get("asset"))
                .setAmount(decimal(fields.get("amount")))
                .build());
    }

    private static @Nullable BigDecimal decimal(@Nullable String text) {
        return text == null ? null : new BigDecimal(text).setScale(18);
    }

    private DomainEvent reserve(String id, long at, String[] rest, Map<String, String> fields) {
        List<CustodyBalance> custody = new ArrayList<>();
        for (String entry : fields.getOrDefault("custody", "").split(",", -1)) {
            if (!entry.isEmpty()) {
                String[] parts = entry.split(":", -1);
                Long millis = parts.length > 2 ? Long.valueOf(parts[2]) : null;
                custody.add(new CustodyBalance(parts[0], decimal(parts[1]), millis));
            }
        }
        return new DomainEvent.Reserve(ReserveSnapshot.newBuilder()
                .setEventId(id)
                .setAsset(rest[0])
                .setTimestamp(at)
                .setSupply(decimal(fields.get("supply")))
                .setLocked(decimal(fields.get("locked")))
                .setUserBalances(decimal(fields.get("users")))
                .setCustody(custody)
                .setPaused(fields.containsKey("paused"))
                .setVerifiedAt(fields.containsKey("verified") ? time(fields.getOrDefault("verified", "")) : null)
                .setVerificationMillis(
                        fields.containsKey("took") ? Long.valueOf(fields.getOrDefault("took", "")) : null)
                .build());
    }

    private static DomainEvent activity(
            ActivityKind kind, String id, long at, String[] rest, Map<String, String> fields) {
        return new DomainEvent.Activity(ActivityEvent.newBuilder()
                .setEventId(id)
                .setSubject(rest[0])
                .setTimestamp(at)
                .setKind(kind)
                .setOutcome(fields.get("outcome"))
                .setCountry(fields.get("country"))
                .setScore(fields.containsKey("score") ? Double.valueOf(fields.getOrDefault("score", "")) : null)
                .setFeature(fields.get("feature"))
                .setPath(fields.get("path"))
                .build());
    }

    private void query(long at, String query, String expected) {
        Map<String, String> values = new TreeMap<>();
        Matrix matrix = (Matrix) new Engine()
                .evaluate(
                        PromqlParser.parse(query, ParseOptions.STABLE),
                        Grid.instant(at),
                        task.visibleAt(at),
                        EvalOptions.defaults())
                .value();
        matrix.series()
                .forEach(series -> values.put(series.labels().toString().replace(" ", ""), number(series.values()[0])));
        assertThat(values)
                .as("line %d: %s at %d s", number, query, (at - START) / 1_000)
                .isEqualTo(parse(expected));
    }

    private static Map<String, String> parse(String expected) {
        Map<String, String> values = new TreeMap<>();
        for (String entry : expected.strip().split(";", -1)) {
            String[] parts = entry.strip().split("\\s+", -1);
            if (parts.length == 1 && !parts[0].isEmpty() && !parts[0].equals("nothing")) {
                values.put("{}", parts[0]);
            } else if (parts.length == 2) {
                values.put(parts[0], parts[1]);
            }
        }
        return values;
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, "%s", value);
    }

    private static long time(String text) {
        Duration duration = text.matches("-?[0-9.]+")
                ? Duration.ofMillis(new BigDecimal(text).movePointRight(3).longValueExact())
                : Duration.parse("P" + text.toUpperCase(Locale.ROOT));
        return START + duration.toMillis();
    }
}
