package io.tocsin.streamprocessor.replay;

import io.tocsin.schemas.avro.Command;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.avro.Schema;

/**
 * One command that is not the same in the replay and in the record.
 *
 * @param what is the difference, for people
 */
public record CommandDifference(Command command, String what) {

    private record Pair(Deque<Command> recorded, Deque<Command> replayed) {}

    /** Those of a span, in the order of time; a command is known by its identifier. */
    static List<CommandDifference> all(List<Command> recorded, List<Command> replayed) {
        Map<String, Pair> pairs = new TreeMap<>();
        recorded.forEach(command -> pair(pairs, command).recorded().add(command));
        replayed.forEach(command -> pair(pairs, command).replayed().add(command));
        List<CommandDifference> differences = new ArrayList<>();
        for (Pair pair : pairs.values()) {
            while (!pair.recorded().isEmpty() && !pair.replayed().isEmpty()) {
                Command is = pair.replayed().remove();
                List<String> fields = fields(pair.recorded().remove(), is);
                if (!fields.isEmpty()) {
                    differences.add(new CommandDifference(is, String.join(", ", fields)));
                }
            }
            pair.recorded().forEach(each -> differences.add(new CommandDifference(each, "recorded, not replayed")));
            pair.replayed().forEach(each -> differences.add(new CommandDifference(each, "replayed, not recorded")));
        }
        differences.sort(
                Comparator.comparingLong(difference -> difference.command().getAt()));
        return differences;
    }

    private static Pair pair(Map<String, Pair> pairs, Command command) {
        return pairs.computeIfAbsent(command.getId(), id -> new Pair(new ArrayDeque<>(), new ArrayDeque<>()));
    }

    private static List<String> fields(Command was, Command is) {
        List<String> fields = new ArrayList<>();
        for (Schema.Field field : Command.getClassSchema().getFields()) {
            Object before = was.get(field.pos());
            Object now = is.get(field.pos());
            if (!Objects.equals(before, now)) {
                fields.add(field.name() + ": " + before + " → " + now);
            }
        }
        return fields;
    }

    @Override
    public String toString() {
        return Instant.ofEpochMilli(command.getAt()) + " " + command.getName() + " for " + command.getTarget()
                + " because of " + command.getRule() + ": " + what;
    }
}
