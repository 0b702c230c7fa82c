package io.tocsin.standalone.pipeline;

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
import io.tocsin.schemas.labels.Labels;
import io.tocsin.schemas.topics.Topics;
import io.tocsin.streamprocessor.time.SourceTopic;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Records that cannot be used, of every kind that a topic can hold. */
final class Poison {

    private static final long TOO_OLD = 4_000_000;
    private static final long FAR_AHEAD = 3_600_000;

    private final Topics topics;
    private final Random random = new Random(4);

    Poison(Topics topics) {
        this.topics = topics;
    }

    /** A record, and the reason for which it has to be refused. */
    record Dose(byte @Nullable [] key, byte @Nullable [] value, String reason) {}

    /** All kinds for one topic, once. */
    List<Dose> doses(SourceTopic topic, long now, int number) {
        byte[] key = bytes("k" + number);
        byte[] otherSchema = topics.wire().encoder(RuleDefinition.class).encode("x", definition("up"));
        Dose garbage = new Dose(key, random(200), "malformed");
        Dose nothing = new Dose(key, new byte[0], "malformed");
        Dose schema = new Dose(key, otherSchema, "malformed");
        Dose huge = new Dose(key, random(200_000), "malformed");
        Dose noTick = new Dose(bytes("tick/soon" + number), null, "malformed");
        return switch (topic) {
            case RULES -> List.of(garbage, nothing, schema, huge, noTick, unreadableRule(key, number));
            case METRICS ->
                List.of(
                        garbage,
                        nothing,
                        schema,
                        huge,
                        noTick,
                        new Dose(null, frame(now, "i"), "wrong-key"),
                        new Dose(key, frame(now, "i"), "wrong-key"),
                        new Dose(bytes("j/i"), frame(now - TOO_OLD, "i"), "too-late"),
                        new Dose(bytes("j/i"), frame(now + FAR_AHEAD + number, "i"), "from-the-future"),
                        new Dose(bytes("j/i"), frame(Long.MIN_VALUE, "i"), "malformed"),
                        new Dose(bytes("j/i"), frame(Long.MAX_VALUE, "i"), "from-the-future"),
                        new Dose(bytes("j/" + "i".repeat(5_000)), frame(now, "i".repeat(5_000)), "malformed"));
            case MIGRATIONS, RESERVES, ACTIVITY ->
                List.of(
                        garbage,
                        nothing,
                        schema,
                        huge,
                        noTick,
                        new Dose(null, event(topic, now), "wrong-key"),
                        new Dose(key, event(topic, now - TOO_OLD), "too-late"),
                        new Dose(key, event(topic, now + FAR_AHEAD), "from-the-future"),
                        new Dose(key, event(topic, Long.MIN_VALUE), "too-late"),
                        new Dose(key, event(topic, Long.MAX_VALUE), "from-the-future"));
        };
    }

    private byte[] random(int most) {
        byte[] bytes = new byte[1 + random.nextInt(most)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private byte[] frame(long at, String instance) {
        Labels labels = Labels.of("__name__", "heat", "job", "j", "instance", instance);
        FrameCodec codec = new FrameCodec(topics.wire(), topics.metrics().name());
        return codec.encode(MetricFrame.builder(at).add(labels, 1).build());
    }

    private byte[] event(SourceTopic topic, long at) {
        return switch (topic) {
            case MIGRATIONS ->
                topics.wire()
                        .encoder(MigrationEvent.class)
                        .encode(
                                "m",
                                MigrationEvent.newBuilder()
                                        .setEventId("e")
                                        .setMigrationId("m")
                                        .setSubject("s")
                                        .setTimestamp(at)
                                        .setType(MigrationEventType.STARTED)
                                        .build());
            case RESERVES ->
                topics.wire()
                        .encoder(ReserveSnapshot.class)
                        .encode(
                                "r",
                                ReserveSnapshot.newBuilder()
                                        .setEventId("e")
                                        .setAsset("a")
                                        .setTimestamp(at)
                                        .setSupply(BigDecimal.ONE.setScale(18))
                                        .setLocked(BigDecimal.ONE.setScale(18))
                                        .build());
            case ACTIVITY ->
                topics.wire()
                        .encoder(ActivityEvent.class)
                        .encode(
                                "a",
                                ActivityEvent.newBuilder()
                                        .setEventId("e")
                                        .setSubject("s")
                                        .setTimestamp(at)
                                        .setKind(ActivityKind.LOGIN)
                                        .build());
            case METRICS, RULES -> throw new IllegalArgumentException(topic + " holds no typed events");
        };
    }

    /** It can be read, and its expression cannot. */
    private Dose unreadableRule(byte[] key, int number) {
        RuleGroupVersion version = RuleGroupVersion.newBuilder()
                .setNamespace("default")
                .setGroup("bad-" + number)
                .setRevision(1)
                .setVersion("v")
                .setSource("test")
                .setIntervalMillis(1_000)
                .setRules(List.of(definition("sum(")))
                .build();
        return new Dose(key, topics.wire().encoder(RuleGroupVersion.class).encode("x", version), "invalid-rule");
    }

    private static RuleDefinition definition(String expr) {
        return new RuleDefinition(RuleKind.ALERT, "Bad", expr, 0L, 0L, Map.of(), Map.of());
    }
}
