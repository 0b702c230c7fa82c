package io.tocsin.streamprocessor.signals;

import io.tocsin.streamprocessor.state.BinaryReader;
import io.tocsin.streamprocessor.state.BinaryWriter;
import io.tocsin.streamprocessor.state.KeyedState;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Users, by when they last did something, and the countries that their logins of the last week came from. */
final class Subjects {

    /** How long a country is remembered. */
    static final Duration MEMORY = Duration.ofDays(7);

    private static final String PREFIX = "signal-subject";

    private final KeyedState state;
    private final Map<String, Subject> subjects = new HashMap<>();
    private final Set<String> changed = new HashSet<>();

    private static final class Subject {

        private long activeAt = Long.MIN_VALUE;

        /** The tick after the last login from each. */
        private final Map<String, Long> countries = new TreeMap<>();

        void forgetBefore(long tick) {
            countries.values().removeIf(last -> last < tick);
        }
    }

    Subjects(KeyedState state) {
        this.state = state;
        state.scan(KeyedState.key(PREFIX, ""), (key, bytes) -> {
            BinaryReader in = new BinaryReader(bytes);
            Subject subject = new Subject();
            subjects.put(in.readString(), subject);
            subject.activeAt = in.readLong();
            while (in.hasMore()) {
                subject.countries.put(in.readString(), in.readLong());
            }
        });
    }

    boolean isEmpty() {
        return subjects.isEmpty();
    }

    /** Notes that somebody did something. */
    void active(String subject, long atMillis) {
        Subject of = of(subject);
        of.activeAt = Math.max(of.activeAt, atMillis);
        changed.add(subject);
    }

    /**
     * Notes where a login came from.
     *
     * @param tick the one after it
     * @return whether others of the week before came from somewhere, and none from there
     */
    boolean isUnusual(String subject, String country, long tick, boolean remember) {
        Subject of = of(subject);
        of.forgetBefore(tick - MEMORY.toMillis());
        boolean unusual = !of.countries.isEmpty() && !of.countries.containsKey(country);
        if (remember) {
            of.countries.put(country, tick);
        }
        changed.add(subject);
        return unusual;
    }

    private Subject of(String subject) {
        return subjects.computeIfAbsent(subject, name -> new Subject());
    }

    /** How many did something within a time before {@code atMillis}. */
    int activeSince(Duration window, long atMillis) {
        long from = atMillis - window.toMillis();
        int active = 0;
        for (Subject subject : subjects.values()) {
            if (subject.activeAt > from && subject.activeAt <= atMillis) {
                active++;
            }
        }
        return active;
    }

    /** Forgets whom nothing is known of any more. */
    void forget(long atMillis) {
        long tick = atMillis - MEMORY.toMillis();
        subjects.entrySet().removeIf(entry -> {
            entry.getValue().forgetBefore(tick);
            boolean gone = entry.getValue().countries.isEmpty() && entry.getValue().activeAt < tick;
            if (gone) {
                state.delete(KeyedState.key(PREFIX, entry.getKey()));
            }
            return gone;
        });
    }

    /** Writes down what has changed since it was last called. */
    void store() {
        for (String name : changed) {
            Subject subject = subjects.get(name);
            if (subject != null) {
                BinaryWriter out = new BinaryWriter().writeString(name).writeLong(subject.activeAt);
                subject.countries.forEach(
                        (country, tick) -> out.writeString(country).writeLong(tick));
                state.put(KeyedState.key(PREFIX, name), out.toBytes());
            }
        }
        changed.clear();
    }
}
