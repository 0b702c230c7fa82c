package io.tocsin.streamprocessor.signals;

import io.tocsin.schemas.labels.Labels;
import io.tocsin.streamprocessor.state.BinaryReader;
import io.tocsin.streamprocessor.state.BinaryWriter;
import io.tocsin.streamprocessor.state.KeyedState;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Texts of producers as values of labels. How many of each label there may be is bounded, for each makes series: those
 * beyond are told as {@code other}, and the events that is done to are counted by {@code signals_folded_count{label}}.
 * Every day (UTC) has its own: what was told apart by accident does not keep others out for ever, and a replay need not
 * know what came before.
 */
final class Vocabulary {

    static final String UNKNOWN = "unknown";
    static final String OTHER = "other";

    private static final String PREFIX = "signal-words";
    private static final String DAY = "signal-words-day";
    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();
    private static final int LONGEST = 100;
    private static final int MOST = 50;
    private static final Map<String, Integer> MOST_OF =
            Map.of("path", 10, "cohort", 20, "outcome", 10, "country", 250, "feature", 200, "topic", 100);

    private final String topic;
    private final KeyedState state;
    private final Map<String, Set<String>> words = new HashMap<>();
    private long day = Long.MIN_VALUE;

    Vocabulary(String topic, KeyedState state) {
        this.topic = topic;
        this.state = state;
        byte[] known = state.get(KeyedState.key(DAY, topic));
        if (known != null) {
            day = new BinaryReader(known).readLong();
        }
        state.scan(KeyedState.key(PREFIX, topic, ""), (key, bytes) -> {
            BinaryReader in = new BinaryReader(bytes);
            of(in.readString()).add(in.readString());
        });
    }

    private Set<String> of(String label) {
        return words.computeIfAbsent(label, name -> new HashSet<>());
    }

    /** Begins anew where a tick is the first of its day. */
    void turn(long tickMillis) {
        long today = Math.floorDiv(tickMillis, DAY_MILLIS);
        if (today == day) {
            return;
        }
        words.forEach((label, values) -> values.forEach(value -> state.delete(key(label, value))));
        words.clear();
        day = today;
        state.put(KeyedState.key(DAY, topic), new BinaryWriter().writeLong(day).toBytes());
    }

    /**
     * A text as the value of a label.
     *
     * @return {@code unknown} for none; cut where it is long; {@code other} where there are too many
     */
    String word(String label, @Nullable String text, long atMillis, SignalSink sink) {
        if (text == null || text.isBlank()) {
            return UNKNOWN;
        }
        String value = text.length() <= LONGEST ? text : text.substring(0, LONGEST);
        Set<String> known = of(label);
        if (known.contains(value)) {
            return value;
        }
        if (known.size() >= MOST_OF.getOrDefault(label, MOST)) {
            sink.add(Labels.of(Labels.METRIC_NAME, "signals_folded_count", "label", label), atMillis, 1);
            return OTHER;
        }
        known.add(value);
        byte[] entry = new BinaryWriter().writeString(label).writeString(value).toBytes();
        state.put(key(label, value), entry);
        return value;
    }

    private String key(String label, String value) {
        EventId hash = EventId.of(value);
        return KeyedState.key(PREFIX, topic, label, KeyedState.sortable(hash.high()), KeyedState.sortable(hash.low()));
    }
}
