package io.tocsin.streamprocessor.determinism;

import io.tocsin.schemas.ticks.Ticks;
import io.tocsin.streamprocessor.intake.SourceRecord;
import io.tocsin.streamprocessor.time.SourceTopic;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A log: for each source topic and partition the records in their order, ticks among them. */
public record GeneratedLog(int partitions, List<Map<SourceTopic, List<SourceRecord>>> records) {

    private static final long TICK = 250;
    private static final long LATENESS = 250;

    private record Placed(long arrival, byte[] key, byte @Nullable [] value) {}

    /**
     * Lays events into partitions, and ticks between them.
     *
     * @param skewMillis the tickers' clocks are up to so much off, each its own way; 0: one perfect clock ticks all
     */
    public static GeneratedLog of(List<Event> events, int partitions, long millis, long skewMillis, long seed) {
        Random random = new Random(seed);
        List<Map<SourceTopic, List<SourceRecord>>> records = new ArrayList<>();
        for (int partition = 0; partition < partitions; partition++) {
            long skew = skewMillis == 0 ? 0 : random.nextLong(-skewMillis, skewMillis + 1);
            Map<SourceTopic, List<SourceRecord>> topics = new EnumMap<>(SourceTopic.class);
            for (SourceTopic topic : SourceTopic.values()) {
                topics.put(topic, partition(events, topic, partition, partitions, ticks(millis, skew, random)));
            }
            records.add(topics);
        }
        return new GeneratedLog(partitions, records);
    }

    /** A ticker whose clock is off writes tick T when the others' clocks show T + skew; sometimes two of them overlap. */
    private static List<Placed> ticks(long millis, long skew, Random random) {
        List<Placed> ticks = new ArrayList<>();
        long start = EventGenerator.START;
        for (long tick = start; tick <= start + millis; tick += TICK) {
            boolean perfect = skew == 0;
            if (!perfect && random.nextInt(50) == 0) {
                continue;
            }
            long arrival = tick + LATENESS + skew + (perfect ? 0 : random.nextInt(20));
            ticks.add(new Placed(arrival, Ticks.keyBytes(tick), null));
            if (!perfect && random.nextInt(50) == 0) {
                ticks.add(new Placed(arrival + 300, Ticks.keyBytes(tick - TICK), null));
            }
        }
        // Whatever was skipped, the log ends at the same instant for all.
        ticks.add(new Placed(start + millis + 10_000, Ticks.keyBytes(start + millis), null));
        return ticks;
    }

    private static List<SourceRecord> partition(
            List<Event> events, SourceTopic topic, int partition, int partitions, List<Placed> ticks) {
        List<Placed> placed = new ArrayList<>(ticks);
        for (Event event : events) {
            String key = event.key();
            if (event.topic() == topic && (key == null || Math.floorMod(key.hashCode(), partitions) == partition)) {
                byte[] keyBytes = (key == null ? "rule" : key).getBytes(StandardCharsets.UTF_8);
                placed.add(new Placed(event.arrival(), keyBytes, event.value()));
            }
        }
        placed.sort(Comparator.comparingLong(Placed::arrival));
        List<SourceRecord> records = new ArrayList<>();
        for (int offset = 0; offset < placed.size(); offset++) {
            Placed record = placed.get(offset);
            records.add(new SourceRecord(record.key(), record.value(), offset));
        }
        return records;
    }

    public List<SourceRecord> of(int partition, SourceTopic topic) {
        return Objects.requireNonNull(records.get(partition).get(topic));
    }
}
