package io.tocsin.standalone.demo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** What is going to happen when, and what has happened since somebody asked. Not thread-safe. */
final class Agenda {
    private final String name;
    private final PriorityQueue<Due> due =
            new PriorityQueue<>(Comparator.comparingLong(Due::atMillis).thenComparingLong(Due::number));
    private final List<WorldEvent> happened = new ArrayList<>();
    private long number;

    private record Due(long atMillis, long number, Runnable what) {}

    /** @param name part of every identifier, so that those of two days differ */
    Agenda(String name) {
        this.name = name;
    }

    void at(long millis, Runnable what) {
        due.add(new Due(millis, number++, what));
    }

    /** An identifier that nothing else has. */
    String id(String prefix) {
        return prefix + "-" + name + number++;
    }

    void happened(long millis, String key, Object record) {
        happened.add(new WorldEvent(millis, key, record));
    }

    /** What happens up to an instant, in order; to be asked for later and later instants. */
    List<WorldEvent> until(long millis) {
        happened.clear();
        while (!due.isEmpty() && due.element().atMillis() <= millis) {
            due.remove().what().run();
        }
        return List.copyOf(happened);
    }
}
