package io.tocsin.streamprocessor.commandlog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How far a consumer has got: of each partition of the topic the next offset. The same at every instance, and after a
 * restart.
 */
public record Cursor(List<Long> next) {

    public Cursor {
        next = List.copyOf(next);
    }

    static Cursor beginning(int partitions) {
        return new Cursor(Collections.nCopies(partitions, 0L));
    }

    /** @throws IllegalArgumentException with a message for the user, if the text is no cursor of this log */
    public static Cursor parse(String text, int partitions) {
        String message = "\"" + text + "\" is not a cursor of this log; take the one that came with the last command,"
                + " none to start at present, or earliest";
        try {
            List<Long> next =
                    Arrays.stream(text.split("\\.", -1)).map(Long::valueOf).toList();
            if (next.size() == partitions && next.stream().allMatch(each -> each >= 0)) {
                return new Cursor(next);
            }
            throw new IllegalArgumentException(message);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(message, e);
        }
    }

    boolean isBefore(int partition, long offset) {
        return next.get(partition) <= offset;
    }

    /** With a partition read up to an offset; never back. */
    Cursor reached(int partition, long offset) {
        List<Long> moved = new ArrayList<>(next);
        moved.set(partition, Math.max(moved.get(partition), offset));
        return new Cursor(moved);
    }

    /** What {@link #parse} reads. */
    @Override
    public String toString() {
        return next.stream().map(each -> Long.toString(each)).collect(Collectors.joining("."));
    }
}
