package io.tocsin.notifier.send;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one integration. One group's notifications are told in their order, one at a time; a group that waits for
 * its next attempt holds up no other. Not thread-safe; the caller says what time it is.
 */
final class LaneQueue {

    /** A group has at most one turn, and none while an attempt is under way. */
    private record Turn(Instant due, long sequence, String group) {}

    private static final class Line {
        private final Deque<Pending> waiting = new ArrayDeque<>();
        private @Nullable Pending underWay;
        private boolean forgotten;
    }

    private final int capacity;
    private final Map<String, Line> lines = new HashMap<>();
    private final PriorityQueue<Turn> turns =
            new PriorityQueue<>(Comparator.comparing(Turn::due).thenComparingLong(Turn::sequence));
    private long sequence;
    private int size;

    LaneQueue(int capacity) {
        this.capacity = capacity;
    }

    /** @return false, and nothing is changed, if it is full */
    boolean add(Pending pending, Instant now) {
        if (size == capacity) {
            return false;
        }
        size++;
        Line line = lines.computeIfAbsent(pending.group(), any -> new Line());
        line.waiting.addLast(pending);
        if (line.waiting.size() == 1 && line.underWay == null) {
            turn(pending.group(), now);
        }
        return true;
    }

    /** @return the next whose time has come; its group waits until {@link #done} or {@link #retry} is called for it */
    Optional<Pending> poll(Instant now) {
        Turn next = turns.peek();
        if (next == null || now.isBefore(next.due())) {
            return Optional.empty();
        }
        turns.remove();
        Line line = line(next.group());
        line.underWay = line.waiting.removeFirst();
        return Optional.of(line.underWay);
    }

    /** @return when {@link #poll} will have something; empty while nothing waits */
    Optional<Instant> nextDue() {
        return Optional.ofNullable(turns.peek()).map(Turn::due);
    }

    /** The attempt that {@link #poll} gave to this group was its last. */
    void done(String group, Instant now) {
        size--;
        Line line = line(group);
        line.underWay = null;
        line.forgotten = false;
        if (line.waiting.isEmpty()) {
            lines.remove(group);
        } else {
            turn(group, now);
        }
    }

    /** @param again takes the place of what {@link #poll} gave to its group */
    void retry(Pending again, Instant now, Instant due) {
        Line line = line(again.group());
        if (line.forgotten) {
            done(again.group(), now);
            return;
        }
        line.underWay = null;
        line.waiting.addFirst(again);
        turn(again.group(), due);
    }

    /** Forgets what is not to be sent from here. An attempt that is under way is not stopped, but it is the last. */
    void dropIf(Predicate<Pending> unwanted) {
        for (Iterator<Map.Entry<String, Line>> all = lines.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<String, Line> entry = all.next();
            Line line = entry.getValue();
            int before = line.waiting.size();
            line.waiting.removeIf(unwanted);
            size -= before - line.waiting.size();
            if (line.underWay != null) {
                line.forgotten |= unwanted.test(line.underWay);
            } else if (line.waiting.isEmpty()) {
                all.remove();
                turns.removeIf(turn -> turn.group().equals(entry.getKey()));
            }
        }
    }

    int size() {
        return size;
    }

    private Line line(String group) {
        return Objects.requireNonNull(lines.get(group), "no attempt is under way for this group");
    }

    private void turn(String group, Instant due) {
        turns.add(new Turn(due, sequence++, group));
    }
}
