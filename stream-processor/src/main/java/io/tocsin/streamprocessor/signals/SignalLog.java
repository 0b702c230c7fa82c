package io.tocsin.streamprocessor.signals;

import io.tocsin.streamprocessor.state.BinaryReader;
import io.tocsin.streamprocessor.state.BinaryWriter;
import io.tocsin.streamprocessor.state.KeyedState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The samples that signals have made, kept in the task's state, for they stand in no topic. What was made at one position
 * stays together with it: a restart must see again what was visible when. Small entries are put together into larger
 * ones now and then, which changes nothing but their number.
 */
final class SignalLog {

    private static final String PREFIX = "signal-samples";

    /** Entries of one tick each, that become one entry. */
    private static final int TOGETHER = 64;

    private final String topic;
    private final KeyedState state;

    /** The newest timestamp of each entry, by its number. */
    private final NavigableMap<Long, Long> entries = new TreeMap<>();

    private final List<Long> small = new ArrayList<>();
    private long next;

    /** Takes what was made at one position. */
    @FunctionalInterface
    interface Visitor {

        void made(long horizonMillis, List<SignalSample> samples);
    }

    private record Made(long horizonMillis, List<SignalSample> samples) {}

    SignalLog(String topic, KeyedState state) {
        this.topic = topic;
        this.state = state;
    }

    /** Hands over everything there is, in the order in which it was made; to be called first. */
    void restore(Visitor visitor) {
        state.scan(KeyedState.key(PREFIX, topic, ""), (key, bytes) -> {
            long number = KeyedState.number(KeyedState.parts(key).getLast());
            List<Made> all = decode(bytes);
            all.forEach(made -> visitor.made(made.horizonMillis, made.samples));
            entries.put(number, newest(all));
            if (all.size() == 1) {
                small.add(number);
            }
            next = number + 1;
        });
    }

    /** @param horizonMillis of the position, not less than before */
    void append(long horizonMillis, List<SignalSample> samples) {
        put(next, List.of(new Made(horizonMillis, samples)));
        small.add(next++);
        if (small.size() == TOGETHER) {
            putTogether();
        }
    }

    private void putTogether() {
        List<Made> all = new ArrayList<>();
        for (long number : small) {
            byte[] bytes = state.get(key(number));
            if (bytes != null) {
                all.addAll(decode(bytes));
                state.delete(key(number));
                entries.remove(number);
            }
        }
        // Under the last number: what is made later stands behind it, and what was made earlier before it.
        put(small.getLast(), all);
        small.clear();
    }

    private void put(long number, List<Made> all) {
        state.put(key(number), encode(all));
        entries.put(number, newest(all));
    }

    /** Forgets entries of which every sample is older. */
    void forgetBefore(long millis) {
        List<Long> gone = new ArrayList<>();
        for (Map.Entry<Long, Long> entry : entries.entrySet()) {
            if (entry.getValue() >= millis) {
                break;
            }
            gone.add(entry.getKey());
        }
        for (long number : gone) {
            entries.remove(number);
            small.remove(Long.valueOf(number));
            state.delete(key(number));
        }
    }

    private String key(long number) {
        return KeyedState.key(PREFIX, topic, KeyedState.sortable(number));
    }

    private static long newest(List<Made> all) {
        return all.stream()
                .flatMap(made -> made.samples.stream())
                .mapToLong(SignalSample::timestampMillis)
                .max()
                .orElse(Long.MIN_VALUE);
    }

    private static byte[] encode(List<Made> all) {
        BinaryWriter out = new BinaryWriter();
        for (Made made : all) {
            out.writeLong(made.horizonMillis).writeCount(made.samples.size());
            for (SignalSample sample : made.samples) {
                out.writeLabels(sample.series())
                        .writeLong(sample.timestampMillis())
                        .writeDouble(sample.value());
            }
        }
        return out.toBytes();
    }

    private static List<Made> decode(byte[] bytes) {
        BinaryReader in = new BinaryReader(Objects.requireNonNull(bytes));
        List<Made> all = new ArrayList<>();
        while (in.hasMore()) {
            long horizon = in.readLong();
            List<SignalSample> samples = new ArrayList<>();
            for (int n = in.readCount(); n > 0; n--) {
                samples.add(new SignalSample(in.readLabels(), in.readLong(), in.readDouble()));
            }
            all.add(new Made(horizon, samples));
        }
        return all;
    }
}
