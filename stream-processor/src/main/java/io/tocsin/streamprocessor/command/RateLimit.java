package io.tocsin.streamprocessor.command;

import io.tocsin.streamprocessor.state.BinaryReader;
import io.tocsin.streamprocessor.state.BinaryWriter;
import io.tocsin.streamprocessor.state.KeyedState;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;

/**
 * How many commands a namespace has given within the last hour of event time. Reversals do not count. Those for show are
 * counted apart: they show what would be, and take nothing from what is.
 */
final class RateLimit {

    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final String PREFIX = "commands-given";

    private final KeyedState state;
    private final String key;
    private final Deque<Long> given = new ArrayDeque<>();

    private RateLimit(KeyedState state, String key) {
        this.state = state;
        this.key = key;
        byte[] before = state.get(key);
        if (before != null) {
            BinaryReader in = new BinaryReader(before);
            for (int n = in.readCount(); n > 0; n--) {
                given.add(in.readLong());
            }
        }
    }

    /** @param dryRun those for show, or the others */
    static RateLimit of(KeyedState state, String namespace, boolean dryRun) {
        return new RateLimit(state, key(namespace, dryRun));
    }

    static String key(String namespace, boolean dryRun) {
        return KeyedState.key(PREFIX, namespace, dryRun ? "dry-run" : "real");
    }

    /** @param given instants, in their order */
    static byte[] encode(Collection<Long> given) {
        BinaryWriter out = new BinaryWriter().writeCount(given.size());
        given.forEach(out::writeLong);
        return out.toBytes();
    }

    /** Counts one more, unless there are as many as allowed within the hour that ends with {@code at}. */
    boolean take(long at, long most) {
        while (!given.isEmpty() && given.getFirst() <= at - HOUR) {
            given.removeFirst();
        }
        if (given.size() >= most) {
            return false;
        }
        given.addLast(at);
        state.put(key, encode(given));
        return true;
    }
}
