package io.tocsin.collector.events;

import io.tocsin.collector.events.json.Element;
import io.tocsin.collector.events.json.EventReason;
import io.tocsin.collector.events.json.Problem;
import io.tocsin.collector.intake.Outbox;
import io.tocsin.collector.intake.SampleLimits;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** The events of one request: those to be published, as records, and what is wrong with the others. Not thread-safe. */
final class EventBatch implements Consumer<Element> {

    /** Beyond so many, only the first mistake of each event is told: each is answered, and the answer stays bounded. */
    static final int DETAILED = 1000;

    /** A mistake, and whose. */
    record Rejection(int index, Problem problem) {}

    private record Known(int index, Outbox.Letter letter) {}

    private final EventKind kind;
    private final Function<SpecificRecord, byte[]> encoder;
    private final int mostBytes;
    private final long oldestMillis;
    private final long newestMillis;
    private final Map<String, Known> byId = new HashMap<>();
    private final List<Outbox.Letter> letters = new ArrayList<>();
    private final List<Rejection> rejections = new ArrayList<>();
    private final Map<EventReason, Integer> rejected = new EnumMap<>(EventReason.class);
    private int received;
    private int repeated;
    private @Nullable KafkaException notEncodable;

    EventBatch(EventKind kind, Function<SpecificRecord, byte[]> encoder, int mostBytes, Bounds bounds) {
        this.kind = kind;
        this.encoder = encoder;
        this.mostBytes = mostBytes;
        this.oldestMillis = bounds.oldestMillis;
        this.newestMillis = bounds.newestMillis;
    }

    /** When an event may have happened; both belong to it. */
    record Bounds(long oldestMillis, long newestMillis) {
        static Bounds around(long nowMillis, SampleLimits limits) {
            return new Bounds(
                    nowMillis - limits.maxAge().toMillis(),
                    nowMillis + limits.maxAhead().toMillis());
        }
    }

    @Override
    public void accept(Element element) {
        received++;
        SpecificRecord event = element.event();
        if (event == null) {
            reject(element.index(), element.problems());
        } else if (isInTime(element.index(), kind.timestampMillis(event)) && notEncodable == null) {
            take(element.index(), event);
        }
    }

    private boolean isInTime(int index, long millis) {
        if (millis >= oldestMillis && millis <= newestMillis) {
            return true;
        }
        boolean old = millis < oldestMillis;
        String bound = old
                ? "older than this collector takes, which is " + Instant.ofEpochMilli(oldestMillis) + " and later"
                : "further in the future than this collector takes, which is up to "
                        + Instant.ofEpochMilli(newestMillis);
        String seconds = old && millis <= newestMillis / 1000 ? "; was it meant in seconds? It is in milliseconds" : "";
        EventReason reason = old ? EventReason.TIMESTAMP_TOO_OLD : EventReason.TIMESTAMP_TOO_NEW;
        String text = Instant.ofEpochMilli(millis) + " is " + bound + seconds;
        reject(index, List.of(new Problem("timestamp", reason, text)));
        return false;
    }

    private void take(int index, SpecificRecord event) {
        byte[] value;
        try {
            value = encoder.apply(event);
        } catch (KafkaException e) {
            notEncodable = e;
            return;
        }
        if (value.length > mostBytes) {
            String text = "the event has " + value.length + " bytes on the log, at most " + mostBytes;
            reject(index, List.of(new Problem("", EventReason.TOO_LONG, text)));
            return;
        }
        byte[] key = kind.key(event).getBytes(StandardCharsets.UTF_8);
        take(index, kind.id(event), new Outbox.Letter(key, kind.timestampMillis(event), value));
    }

    private void take(int index, String id, Outbox.Letter letter) {
        Known first = byId.putIfAbsent(id, new Known(index, letter));
        if (first == null) {
            letters.add(letter);
        } else if (Arrays.equals(first.letter.value(), letter.value())) {
            repeated++;
        } else {
            String text = "element " + first.index + " has the same id and says something else; an id is one event's";
            reject(index, List.of(new Problem("eventId", EventReason.CONFLICTING_ID, text)));
        }
    }

    private void reject(int index, List<Problem> problems) {
        rejected.merge(problems.getFirst().reason(), 1, Integer::sum);
        int told = rejections.size() < DETAILED ? problems.size() : 1;
        problems.stream().limit(told).forEach(problem -> rejections.add(new Rejection(index, problem)));
    }

    /** All that came. */
    int received() {
        return received;
    }

    /** Those that are to be taken for stored when the letters are, the repeated ones among them. */
    int good() {
        return received - rejected();
    }

    int rejected() {
        return rejected.values().stream().mapToInt(Integer::intValue).sum();
    }

    Map<EventReason, Integer> rejectedByReason() {
        return rejected;
    }

    /** Those that the request had already, word for word. */
    int repeated() {
        return repeated;
    }

    List<Rejection> rejections() {
        return rejections;
    }

    /** The records, in the order of their events. */
    List<Outbox.Letter> letters() {
        return letters;
    }

    /** Why none of them can be written just now. */
    Optional<KafkaException> notEncodable() {
        return Optional.ofNullable(notEncodable);
    }
}
