package io.tocsin.streamprocessor.rules;

import io.tocsin.promql.ast.Selector;
import io.tocsin.streamprocessor.state.BinaryReader;
import io.tocsin.streamprocessor.state.BinaryWriter;
import io.tocsin.streamprocessor.state.KeyedState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The rule versions that one partition of {@code rules} holds, each with its position, and which of them are evaluated
 * at an instant: of each group the newest that is visible and effective, and for a while those it supersedes, because
 * another partition may see the newer one some ticks later. Which one counts is the root's decision.
 */
public final class RuleBook {

    private static final String PREFIX = "rule";

    /** A version and the horizon of its position: visible to the instants after it. */
    private record Entry(RuleVersion version, long horizon) {

        boolean visibleAt(long instant) {
            return horizon < instant;
        }
    }

    private final KeyedState state;
    private final Map<RuleGroupName, List<Entry>> groups = new TreeMap<>();
    private volatile List<RuleVersion> newest = List.of();

    /** Takes up what the state holds. */
    public RuleBook(KeyedState state, RuleVersionParser parser) {
        this.state = state;
        state.scan(PREFIX + "\u0000", (key, bytes) -> {
            BinaryReader in = new BinaryReader(bytes);
            long horizon = in.readLong();
            insert(new Entry(parser.parseKnown(RuleVersions.decode(in.readBytes())), horizon));
        });
    }

    /** The newest version of each group, removals included, whether or not it is effective yet. From any thread. */
    public List<RuleVersion> newest() {
        return newest;
    }

    /** A version met again (the same group, revision and version) changes nothing. */
    public void add(RuleVersion version, long horizon) {
        if (insert(new Entry(version, horizon))) {
            BinaryWriter out = new BinaryWriter().writeLong(horizon);
            state.put(
                    key(version),
                    out.writeBytes(RuleVersions.encode(version.definition())).toBytes());
        }
    }

    private boolean insert(Entry entry) {
        List<Entry> entries = groups.computeIfAbsent(entry.version().name(), name -> new ArrayList<>());
        for (Entry known : entries) {
            if (known.version().revision() == entry.version().revision()
                    && known.version().version().equals(entry.version().version())) {
                return false;
            }
        }
        entries.add(entry);
        entries.sort(Comparator.comparingLong((Entry e) -> e.version().revision())
                .thenComparing(e -> e.version().version()));
        newest = groups.values().stream()
                .map(versions -> versions.getLast().version())
                .toList();
        return true;
    }

    private static String key(RuleVersion version) {
        return KeyedState.key(
                PREFIX,
                version.name().namespace(),
                version.name().group(),
                KeyedState.sortable(version.revision()),
                version.version());
    }

    /** The versions evaluated at {@code instant}, by namespace, group and revision. */
    public List<RuleVersion> activeAt(long instant) {
        List<RuleVersion> active = new ArrayList<>();
        for (List<Entry> entries : groups.values()) {
            for (Entry entry : entries) {
                if (entry.visibleAt(instant)
                        && entry.version().effectiveAt(instant)
                        && instant <= retirement(entry, entries, instant)) {
                    active.add(entry.version());
                }
            }
        }
        return active;
    }

    /** The last instant at which an entry is evaluated, as far as {@code instant} can know. */
    private static long retirement(Entry entry, List<Entry> entries, long instant) {
        long end = entry.version().removed() ? entry.version().overlapEnd(entry.horizon()) : Long.MAX_VALUE;
        for (Entry other : entries) {
            if (supersedes(other, entry)
                    && other.visibleAt(instant)
                    && other.version().effectiveAt(instant)) {
                end = Math.min(end, other.version().overlapEnd(other.horizon()));
            }
        }
        return end;
    }

    private static boolean supersedes(Entry newer, Entry older) {
        int order = Long.compare(newer.version().revision(), older.version().revision());
        return order > 0
                || (order == 0
                        && newer.version().version().compareTo(older.version().version()) > 0);
    }

    /** The last instant up to which {@link #activeAt} gives the same as at {@code instant}. */
    public long constantThrough(long instant) {
        long end = Long.MAX_VALUE;
        for (List<Entry> entries : groups.values()) {
            for (Entry entry : entries) {
                end = earliestFrom(instant, end, entry.horizon());
                end = earliestFrom(instant, end, entry.version().effectiveFrom() - 1);
                end = earliestFrom(instant, end, entry.version().overlapEnd(entry.horizon()));
            }
        }
        return end;
    }

    /**
     * How far before {@code instant} the versions evaluated there look at what a selector finds, in milliseconds; those
     * selectors alone at which one looks further than {@code millis}.
     */
    Map<Selector, Long> looksBackFurther(long millis, long instant) {
        Map<Selector, Long> looks = new HashMap<>();
        for (RuleVersion version : activeAt(instant)) {
            version.looksBack().forEach((selector, back) -> {
                if (back > millis) {
                    looks.merge(selector, back, Math::max);
                }
            });
        }
        return looks;
    }

    private static long earliestFrom(long instant, long end, long boundary) {
        return boundary >= instant ? Math.min(end, boundary) : end;
    }

    /**
     * Forgets what no instant after {@code instant} evaluates. A removal stays for as long as there is an older version
     * left that it holds down, such as one that is not effective yet.
     */
    public void forgetThrough(long instant) {
        for (List<Entry> entries : groups.values()) {
            boolean oldestOver = true;
            List<Entry> over = new ArrayList<>();
            for (Entry entry : entries) {
                boolean isOver = entry.visibleAt(instant)
                        && entry.version().effectiveAt(instant)
                        && retirement(entry, entries, instant) < instant;
                oldestOver &= isOver;
                // The newest stays for those who ask what the log has, also if it is a removal.
                boolean newest = entry.equals(entries.getLast());
                if (isOver && !newest && (oldestOver || !entry.version().removed())) {
                    over.add(entry);
                }
            }
            over.forEach(entry -> state.delete(key(entry.version())));
            entries.removeAll(over);
        }
        groups.values().removeIf(Collection::isEmpty);
    }

    public boolean isEmpty() {
        return groups.isEmpty();
    }
}
