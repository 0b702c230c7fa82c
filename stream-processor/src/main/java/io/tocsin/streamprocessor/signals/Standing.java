package io.tocsin.streamprocessor.signals;

import io.tocsin.schemas.labels.Labels;
import io.tocsin.streamprocessor.state.BinaryReader;
import io.tocsin.streamprocessor.state.BinaryWriter;
import io.tocsin.streamprocessor.state.KeyedState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.LongStream;

/**
 * Series that are repeated as long as there is something to say, as if somebody scraped them: counters, and levels:
 * gauges that are 0 when nobody says otherwise.
 *
 * <p>Counters begin at 0 at midnight (UTC), as those of a program that is started again do, and one that has not moved for
 * a day is gone; so is a level that has not been set for a day, and is 0 meanwhile. With that, what stands here is a function of two days of the log.
 */
final class Standing {

    /** How far apart the samples are. */
    static final long STEP_MILLIS = Duration.ofSeconds(15).toMillis();

    /** After so long between two ticks there was an outage. */
    private static final long GAP_MILLIS = Duration.ofMinutes(1).toMillis();

    /** Half as long as PromQL looks back. */
    private static final long GAP_STEP_MILLIS = Duration.ofSeconds(150).toMillis();

    private static final String PREFIX = "signal-standing";
    private static final String LAST = "signal-standing-last";
    private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();
    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

    private final String topic;
    private final KeyedState state;
    private final Map<Labels, Value> values = new HashMap<>();
    private final TreeSet<Labels> touched = new TreeSet<>();
    private final List<Labels> born = new ArrayList<>();
    private long last = Long.MIN_VALUE;

    /** Takes samples. */
    @FunctionalInterface
    interface Output {

        void sample(Labels series, long atMillis, double value);
    }

    private static final class Value {

        private final boolean counter;
        private double number;

        /** Of a level, the hour in which it was last set. */
        private long hour;

        Value(boolean counter) {
            this.counter = counter;
        }
    }

    Standing(String topic, KeyedState state) {
        this.topic = topic;
        this.state = state;
        byte[] time = state.get(KeyedState.key(LAST, topic));
        if (time != null) {
            last = new BinaryReader(time).readLong();
        }
        state.scan(KeyedState.key(PREFIX, topic, ""), (key, bytes) -> {
            BinaryReader in = new BinaryReader(bytes);
            Labels series = in.readLabels();
            Value value = new Value(in.readBoolean());
            value.number = in.readDouble();
            value.hour = in.readLong();
            values.put(series, value);
        });
    }

    void increase(Labels counter, double amount) {
        Value value = values.get(counter);
        if (value == null) {
            value = new Value(true);
            values.put(counter, value);
            born.add(counter);
        } else if (amount == 0) {
            return;
        }
        value.number += amount;
        touched.add(counter);
    }

    void level(Labels gauge, double number, long atMillis) {
        Value value = values.computeIfAbsent(gauge, series -> new Value(false));
        value.number = number;
        long hour = Math.floorDiv(atMillis, HOUR_MILLIS);
        if (value.hour != hour) {
            value.hour = hour;
            touched.add(gauge);
        }
    }

    /**
     * The times between two ticks at which samples are due. Where nobody has ticked for a while they are few, but never
     * so far apart that a series would be taken for gone.
     */
    static LongStream due(long horizonMillis, long tickMillis) {
        long step = tickMillis - horizonMillis > GAP_MILLIS ? GAP_STEP_MILLIS : STEP_MILLIS;
        long first = (Math.floorDiv(horizonMillis, step) + 1) * step;
        return LongStream.iterate(first, at -> at <= tickMillis, at -> at + step);
    }

    /** Shows counters that are new with the 0 that they began at, for an increase begins somewhere. */
    void begin(long horizonMillis, Output output) {
        born.forEach(series -> output.sample(series, horizonMillis + 1, 0));
        born.clear();
    }

    /** Levels that nobody sets any more are 0. */
    void clearLevels() {
        values.values().stream().filter(value -> !value.counter).forEach(value -> value.number = 0);
    }

    /** Hands over all samples of a time; then, at midnight, counters begin anew. */
    void show(long atMillis, Output output) {
        boolean newDay =
                last != Long.MIN_VALUE && Math.floorDiv(last, DAY_MILLIS) != Math.floorDiv(atMillis, DAY_MILLIS);
        long oldest = Math.floorDiv(atMillis, HOUR_MILLIS) - DAY_MILLIS / HOUR_MILLIS;
        List<Labels> gone = new ArrayList<>();
        values.forEach((series, value) -> {
            output.sample(series, atMillis, value.number);
            if (value.counter ? newDay && value.number == 0 : value.hour < oldest) {
                gone.add(series);
            } else if (value.counter && newDay) {
                value.number = 0;
                touched.add(series);
            }
        });
        for (Labels series : gone) {
            values.remove(series);
            state.delete(key(series));
        }
        last = atMillis;
        state.put(
                KeyedState.key(LAST, topic), new BinaryWriter().writeLong(last).toBytes());
    }

    /** Writes down what has changed. */
    void store() {
        for (Labels series : touched) {
            Value value = values.get(series);
            if (value != null) {
                BinaryWriter out = new BinaryWriter()
                        .writeLabels(series)
                        .writeBoolean(value.counter)
                        .writeDouble(value.number)
                        .writeLong(value.hour);
                state.put(key(series), out.toBytes());
            }
        }
        touched.clear();
    }

    private String key(Labels series) {
        return KeyedState.key(PREFIX, topic, series.toString());
    }
}
