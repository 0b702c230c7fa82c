package io.tocsin.streamprocessor.commandlog;

import io.tocsin.schemas.avro.Command;
import io.tocsin.streamprocessor.commandlog.Batch.Handed;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/**
 * The newest commands of the log, as {@link CommandLogReader} reads them. The same at every instance, once {@link
 * #isComplete}. Thread-safe.
 */
public final class CommandHistory {

    private static final int MOST_AT_ONCE = 100;

    private final int most;
    private final InstantSource clock;
    private final Deque<Entry> entries = new ArrayDeque<>();
    private final Map<String, String> reversals = new HashMap<>();
    private final long[] positions;
    private String log = "";
    private boolean complete;
    private boolean closed;

    /** A command and where it stands. */
    private record Entry(int partition, long offset, Command command) {}

    /**
     * @param most of the newest are kept
     * @param clock what is expired is a question of the time of day: it is asked where commands leave the log
     */
    public CommandHistory(int partitions, int most, InstantSource clock) {
        this.most = most;
        this.clock = clock;
        this.positions = new long[partitions];
    }

    /** @param id tells the log from every other */
    synchronized void opened(String id) {
        log = id;
    }

    /** Whether a cursor is one of this log. */
    public synchronized boolean isOfThisLog(Cursor cursor) {
        return cursor.log().equals(log) && cursor.next().size() == positions.length;
    }

    /** The next command of a partition. What was read before, by a reader that had to begin again, changes nothing. */
    synchronized void add(int partition, long offset, Command command) {
        if (offset < positions[partition]) {
            return;
        }
        positions[partition] = offset + 1;
        entries.addLast(new Entry(partition, offset, command));
        if (command.getReversalOf() != null && command.getSuppressed() == null) {
            reversals.put(command.getReversalOf(), command.getId());
        }
        if (entries.size() > most) {
            reversals.remove(entries.removeFirst().command().getId());
        }
        notifyAll();
    }

    /** A partition has been read up to here. */
    synchronized void reached(int partition, long position) {
        positions[partition] = Math.max(positions[partition], position);
    }

    /** What the log had when the reading began has been read. */
    synchronized void completed() {
        complete = true;
    }

    /** Whether it knows what the log has; until then it has nothing to say. */
    public synchronized boolean isComplete() {
        return complete;
    }

    /** Those who wait go home. */
    public synchronized void close() {
        closed = true;
        notifyAll();
    }

    /** The commands that pass the filter, newest first. */
    public synchronized List<ListedCommand> list(CommandFilter filter) {
        long now = clock.millis();
        return entries.stream()
                .map(Entry::command)
                .filter(filter::takes)
                .sorted(Comparator.comparingLong(Command::getAt)
                        .thenComparing(Command::getId)
                        .reversed())
                .limit(filter.limit())
                .map(command -> listed(command, now))
                .toList();
    }

    private ListedCommand listed(Command command, long now) {
        String reversedBy = reversals.getOrDefault(command.getId(), "");
        return new ListedCommand(command, state(command, reversedBy, now), reversedBy);
    }

    private static CommandState state(Command command, String reversedBy, long now) {
        if (command.getSuppressed() != null) {
            return CommandState.SUPPRESSED;
        }
        if (command.getDryRun()) {
            return CommandState.DRY_RUN;
        }
        if (!reversedBy.isEmpty()) {
            return CommandState.REVERSED;
        }
        return expiresIn(command, now) > 0 ? CommandState.OPEN : CommandState.EXPIRED;
    }

    private static long expiresIn(Command command, long now) {
        return command.getAt() + command.getTtlMillis() - now;
    }

    /** Where a consumer starts that wants what comes from now on. */
    public synchronized Cursor present() {
        return new Cursor(log, LongStream.of(positions).boxed().toList());
    }

    /** Where a consumer starts that also wants what is still open. */
    public synchronized Cursor earliest() {
        return Cursor.beginning(log, positions.length);
    }

    /**
     * The commands for a target after a cursor: those that are given and not expired. Waits until there is one.
     *
     * @param wait for so long at most; then there is none
     */
    public synchronized Batch next(String target, Cursor after, Duration wait) throws InterruptedException {
        long deadline = System.nanoTime() + wait.toNanos();
        Batch batch = next(target, after);
        while (batch.commands().isEmpty() && !closed) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                break;
            }
            wait(left);
            batch = next(target, after);
        }
        return batch;
    }

    private Batch next(String target, Cursor after) {
        List<Handed> handed = new ArrayList<>();
        Cursor cursor = after;
        long now = clock.millis();
        for (Entry entry : entries) {
            Optional<Command> command = Optional.of(entry.command())
                    .filter(each -> after.isBefore(entry.partition(), entry.offset()))
                    .filter(each -> each.getTarget().equals(target) && each.getSuppressed() == null)
                    .filter(each -> expiresIn(each, now) > 0);
            if (command.isPresent()) {
                cursor = cursor.reached(entry.partition(), entry.offset() + 1);
                handed.add(new Handed(command.get(), expiresIn(command.get(), now), cursor));
                if (handed.size() == MOST_AT_ONCE) {
                    return new Batch(handed, cursor);
                }
            }
        }
        return new Batch(handed, beyond(cursor));
    }

    /** Past what is for others, too. */
    private Cursor beyond(Cursor cursor) {
        Cursor beyond = cursor;
        for (int partition = 0; partition < positions.length; partition++) {
            beyond = beyond.reached(partition, positions[partition]);
        }
        return beyond;
    }
}
