package io.tocsin.streamprocessor.replay;

import io.tocsin.schemas.avro.AlertTransition;
import io.tocsin.schemas.labels.Labels;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.Schema;

/** Holds replayed transitions against recorded ones. */
final class Comparison {

    private Comparison() {}

    /** Which transition it is, apart from what it says. */
    private record Identity(long at, String rule, Labels labels, int step) implements Comparable<Identity> {

        static Identity of(AlertTransition transition) {
            String rule =
                    transition.getNamespace() + "\u0000" + transition.getGroup() + "\u0000" + transition.getRule();
            // Pending and firing may come at one instant, in this order; an end comes before a new beginning.
            int step = switch (transition.getState()) {
                case INACTIVE, RESOLVED -> 0;
                case PENDING -> 1;
                case FIRING -> 2;
            };
            return new Identity(transition.getAt(), rule, Labels.of(transition.getLabels()), step);
        }

        @Override
        public int compareTo(Identity other) {
            int order = Long.compare(at, other.at);
            order = order != 0 ? order : rule.compareTo(other.rule);
            order = order != 0 ? order : labels.compareTo(other.labels);
            return order != 0 ? order : Integer.compare(step, other.step);
        }
    }

    private record Pair(Deque<AlertTransition> recorded, Deque<AlertTransition> replayed) {}

    /** The differences in any field, in the order of time. */
    static List<Difference> differences(List<AlertTransition> recorded, List<AlertTransition> replayed) {
        return differences(recorded, replayed, Set.of());
    }

    /**
     * The differences, in the order of time.
     *
     * @param ignored fields that do not count
     */
    static List<Difference> differences(
            List<AlertTransition> recorded, List<AlertTransition> replayed, Set<String> ignored) {
        SortedMap<Identity, Pair> pairs = new TreeMap<>();
        recorded.forEach(transition -> pair(pairs, transition).recorded().add(transition));
        replayed.forEach(transition -> pair(pairs, transition).replayed().add(transition));
        List<Difference> differences = new ArrayList<>();
        for (Pair pair : pairs.values()) {
            while (!pair.recorded().isEmpty() && !pair.replayed().isEmpty()) {
                AlertTransition was = pair.recorded().remove();
                AlertTransition is = pair.replayed().remove();
                List<String> fields = fields(was, is, ignored);
                if (!fields.isEmpty()) {
                    differences.add(new Difference.Changed(is, fields));
                }
            }
            pair.recorded().forEach(transition -> differences.add(new Difference.OnlyRecorded(transition)));
            pair.replayed().forEach(transition -> differences.add(new Difference.OnlyReplayed(transition)));
        }
        return differences;
    }

    private static Pair pair(SortedMap<Identity, Pair> pairs, AlertTransition transition) {
        return pairs.computeIfAbsent(
                Identity.of(transition), identity -> new Pair(new ArrayDeque<>(), new ArrayDeque<>()));
    }

    private static List<String> fields(AlertTransition was, AlertTransition is, Set<String> ignored) {
        List<String> fields = new ArrayList<>();
        for (Schema.Field field : AlertTransition.getClassSchema().getFields()) {
            Object before = was.get(field.pos());
            Object now = is.get(field.pos());
            if (!ignored.contains(field.name()) && !Objects.equals(before, now)) {
                fields.add(field.name() + ": " + before + " → " + now);
            }
        }
        return fields;
    }
}
