package io.tocsin.streamprocessor.commandlog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How far a consumer has got: of each partition of the topic the next offset. The same at every instance, and after a
 * restart.
 *
 * @param log tells this log from every other: in one that was made anew the same offsets are other commands
 */
public record Cursor(String log, List<Long> next) {

    public Cursor {
        next = List.copyOf(next);
    }

    static Cursor beginning(String log, int partitions) {
        return new Cursor(log, Collections.nCopies(partitions, 0L));
    }

    /** @throws IllegalArgumentException with a message for the user, if the text is no cursor */
    public static Cursor parse(String text) {
        String message = "\"" + text + "\" is not a cursor; take the one that came with the last command, none to start"
                + " at present, or earliest";
        List<String> parts = Arrays.asList(text.split("\\.", -1));
        try {
            List<Long> next =
                    parts.subList(1, parts.size()).stream().map(Long::valueOf).toList();
            if (!next.isEmpty() && next.stream().allMatch(each -> each >= 0)) {
                return new Cursor(parts.getFirst(), next);
            }
            throw new IllegalArgumentException(message);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(message, e);
        }
    }

    /** With a partition read up to an offset; never back. */
    Cursor reached(int partition, long offset) {
        List<Long> moved = new ArrayList<>(next);
        moved.set(partition, Math.max(moved.get(partition), offset));
        return new Cursor(log, moved);
    }

    /** What {@link #parse} reads. */
    @Override
    public String toString() {
        return log + "." + next.stream().map(each -> Long.toString(each)).collect(Collectors.joining("."));
    }
}
