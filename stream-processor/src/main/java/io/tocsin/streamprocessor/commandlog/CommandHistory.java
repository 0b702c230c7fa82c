package io.tocsin.streamprocessor.commandlog;

import io.tocsin.schemas.avro.Command;
import io.tocsin.streamprocessor.commandlog.Batch.Handed;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The commands of the log that were decided last, as {@link CommandLogReader} reads them. The same at every instance,
 * once {@link #isComplete}. Thread-safe.
 */
public final class CommandHistory {

    private static final int MOST_AT_ONCE = 100;

    private final int most;
    private final InstantSource clock;
    private final List<Deque<Entry>> partitions;
    private final Map<String, String> reversals = new HashMap<>();
    private final long[] positions;
    private int size;
    private String log = "";
    private boolean complete;
    private boolean closed;

    /** A command and where in its partition it stands. */
    private record Entry(long offset, Command command) {

        long at() {
            return command.getAt();
        }
    }

    /**
     * @param most of those decided last are kept
     * @param clock what is expired is a question of the time of day: it is asked where commands leave the log
     */
    public CommandHistory(int partitions, int most, InstantSource clock) {
        this.most = most;
        this.clock = clock;
        this.positions = new long[partitions];
        this.partitions = Stream.generate(() -> (Deque<Entry>) new ArrayDeque<Entry>())
                .limit(partitions)
                .toList();
    }

    /**
     * A log is read, again or another one.
     *
     * @param id tells the log from every other
     */
    synchronized void opened(String id) {
        if (!id.equals(log)) {
            partitions.forEach(Deque::clear);
            reversals.clear();
            Arrays.fill(positions, 0);
            size = 0;
            complete = false;
        }
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
        partitions.get(partition).addLast(new Entry(offset, command));
        size++;
        if (command.getReversalOf() != null && command.getSuppressed() == null) {
            reversals.put(command.getReversalOf(), command.getId());
        }
        if (size > most) {
            forgetOldest();
        }
        notifyAll();
    }

    /** By time: in which order the partitions are read must not decide what is known. */
    private void forgetOldest() {
        Command oldest = partitions.stream()
                .filter(entries -> !entries.isEmpty())
                .min(Comparator.comparingLong(entries -> entries.getFirst().at()))
                .orElseThrow()
                .removeFirst()
                .command();
        size--;
        reversals.remove(oldest.getId());
        if (oldest.getReversalOf() != null) {
            reversals.remove(oldest.getReversalOf(), oldest.getId());
        }
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

    /** Whether nothing will come any more. */
    public synchronized boolean isClosed() {
        return closed;
    }

    /** The commands that pass the filter, newest first. */
    public synchronized List<ListedCommand> list(CommandFilter filter) {
        long now = clock.millis();
        return partitions.stream()
                .flatMap(Deque::stream)
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
            // Not what has been looked at before: many may be waiting.
            batch = next(target, batch.cursor());
        }
        return batch;
    }

    private Batch next(String target, Cursor after) {
        List<Handed> handed = new ArrayList<>();
        Cursor cursor = after;
        long now = clock.millis();
        for (int partition = 0; partition < positions.length; partition++) {
            for (Entry entry : from(after.next().get(partition), partitions.get(partition))) {
                if (!isFor(target, entry.command(), now)) {
                    continue;
                }
                cursor = cursor.reached(partition, entry.offset() + 1);
                handed.add(new Handed(entry.command(), expiresIn(entry.command(), now), cursor));
                if (handed.size() == MOST_AT_ONCE) {
                    return new Batch(handed, cursor);
                }
            }
        }
        return new Batch(handed, beyond(cursor));
    }

    /** Those at an offset and behind it: few, as a rule, and the newest ones. */
    private static Iterable<Entry> from(long offset, Deque<Entry> entries) {
        Deque<Entry> behind = new ArrayDeque<>();
        for (Entry entry : (Iterable<Entry>) entries::descendingIterator) {
            if (entry.offset() < offset) {
                break;
            }
            behind.addFirst(entry);
        }
        return behind;
    }

    private static boolean isFor(String target, Command command, long now) {
        return command.getTarget().equals(target) && command.getSuppressed() == null && expiresIn(command, now) > 0;
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
