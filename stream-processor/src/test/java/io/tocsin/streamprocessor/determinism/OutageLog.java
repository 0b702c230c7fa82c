package io.tocsin.streamprocessor.determinism;

import io.tocsin.schemas.avro.RuleDefinition;
import io.tocsin.schemas.avro.RuleGroupVersion;
import io.tocsin.schemas.avro.RuleKind;
import io.tocsin.schemas.frame.FrameCodec;
import io.tocsin.schemas.frame.MetricFrame;
import io.tocsin.schemas.labels.Labels;
import io.tocsin.schemas.ticks.Ticks;
import io.tocsin.schemas.wire.WireFormat;
import io.tocsin.streamprocessor.intake.SourceRecord;
import io.tocsin.streamprocessor.time.SourceTopic;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A log of an outage: stamped records, one tick before it and one after it. */
public final class OutageLog {

    public static final long START = EventGenerator.START;
    static final long INTERVAL = 5_000;

    private OutageLog() {}

    /**
     * Heat every five seconds, above 50 for a while, and nobody who ticks in between.
     *
     * @param partitions the heat is in the first one
     */
    public static GeneratedLog of(int partitions, long end, long hotFrom, long hotUntil) {
        List<SourceRecord> metrics = new ArrayList<>();
        metrics.add(tick(START));
        for (long at = START + INTERVAL; at <= end; at += INTERVAL) {
            metrics.add(frame(at, at >= hotFrom && at < hotUntil ? 100 : 10));
        }
        metrics.add(tick(end));
        return of(partitions, metrics, end);
    }

    static GeneratedLog of(int partitions, List<SourceRecord> metrics, long end) {
        List<Map<SourceTopic, List<SourceRecord>>> all = new ArrayList<>();
        for (int partition = 0; partition < partitions; partition++) {
            Map<SourceTopic, List<SourceRecord>> topics = new EnumMap<>(SourceTopic.class);
            for (SourceTopic topic : SourceTopic.values()) {
                topics.put(topic, List.of(tick(START), tick(end)));
            }
            if (partition == 0) {
                topics.put(SourceTopic.METRICS, metrics);
            }
            topics.put(SourceTopic.RULES, List.of(rules(), tick(START), tick(end)));
            all.add(topics);
        }
        return new GeneratedLog(partitions, all);
    }

    static SourceRecord tick(long at) {
        return new SourceRecord(Ticks.keyBytes(at), null, 0);
    }

    static SourceRecord frame(long at, double value) {
        return frame("heat", at, value);
    }

    static SourceRecord frame(String name, long at, double value) {
        Labels labels = Labels.of("__name__", name, "job", "j", "instance", "i");
        MetricFrame frame = MetricFrame.builder(at).add(labels, value).build();
        byte[] bytes = new FrameCodec(WireFormat.singleObject(), "metrics").encode(frame);
        return new SourceRecord("j/i".getBytes(StandardCharsets.UTF_8), bytes, 0);
    }

    private static SourceRecord rules() {
        RuleGroupVersion version = RuleGroupVersion.newBuilder()
                .setNamespace("default")
                .setGroup("g")
                .setRevision(1)
                .setVersion("v")
                .setSource("test")
                .setIntervalMillis(INTERVAL)
                .setRules(List.of(
                        new RuleDefinition(RuleKind.RECORD, "seen", "vector(1)", 0L, 0L, Map.of(), Map.of()),
                        new RuleDefinition(RuleKind.ALERT, "Hot", "heat > 50", 30_000L, 0L, Map.of(), Map.of())))
                .build();
        byte[] bytes = WireFormat.singleObject().encoder(RuleGroupVersion.class).encode("rules", version);
        return new SourceRecord("g".getBytes(StandardCharsets.UTF_8), bytes, 0);
    }
}
