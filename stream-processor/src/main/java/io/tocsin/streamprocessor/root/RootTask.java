package io.tocsin.streamprocessor.root;

import io.tocsin.promql.series.SeriesSource;
import io.tocsin.schemas.frame.FrameCodec;
import io.tocsin.streamprocessor.report.ReportCodec;
import io.tocsin.streamprocessor.rules.RuleVersionParser;
import io.tocsin.streamprocessor.state.KeyedState;
import io.tocsin.streamprocessor.time.PartitionClocks;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The roots of the namespaces that share one partition of the reports. Plain Java; the topology, the replay
 * and the tests drive the same class. What it puts out is a function of the reports of each partition in their order,
 * and not of how those of different partitions are mixed.
 */
public final class RootTask {

    private static final String NAMESPACE = "namespace";

    private final RootSettings settings;
    private final KeyedState state;
    private final Formats formats;
    private final RootOutput output;
    private final SortedMap<String, NamespaceRoot> namespaces = new TreeMap<>();

    /** How what it reads and keeps is read and written. */
    public record Formats(RuleVersionParser parser, FrameCodec codec) {}

    /** Takes up what the state holds. */
    public RootTask(RootSettings settings, KeyedState state, Formats formats, RootOutput output) {
        this.settings = settings;
        this.state = state;
        this.formats = formats;
        this.output = output;
        state.scan(
                KeyedState.key(NAMESPACE, ""),
                (key, bytes) -> open(KeyedState.parts(key).getLast()));
    }

    private NamespaceRoot open(String namespace) {
        return namespaces.computeIfAbsent(namespace, name -> new NamespaceRoot(name, settings, state, formats, output));
    }

    /** Takes the next part of a report, as {@link ReportCodec} wrote it. */
    public synchronized void accept(byte[] bytes) {
        ReportCodec.Part part = ReportCodec.decode(bytes);
        String namespace = part.report().namespace();
        if (!namespaces.containsKey(namespace)) {
            state.put(KeyedState.key(NAMESPACE, namespace), new byte[0]);
        }
        open(namespace).accept(part, bytes);
    }

    /**
     * Evaluates instants that every partition has reported.
     *
     * @param maxInstants the most of each namespace
     * @return how many it has evaluated; as many as asked for: there may be more
     */
    public synchronized int advance(int maxInstants) {
        return advance(maxInstants, Long.MAX_VALUE);
    }

    /** As {@link #advance(int)}, but no instant after {@code last}. */
    public synchronized int advance(int maxInstants, long last) {
        int most = 0;
        for (NamespaceRoot namespace : namespaces.values()) {
            int instants = 0;
            while (instants < maxInstants && namespace.advance(last) != PartitionClocks.NO_TICK) {
                instants++;
            }
            most = Math.max(most, instants);
        }
        return most;
    }

    /** How things stand, for those who ask. From any thread; waits for an evaluation that is under way. */
    public synchronized List<NamespaceView> view() {
        return namespaces.values().stream().map(NamespaceRoot::view).toList();
    }

    /** What the rules of all its namespaces have recorded. From any thread. */
    public synchronized List<SeriesSource> recorded() {
        return namespaces.values().stream()
                .map(namespace -> namespace.recorded().latest())
                .toList();
    }
}
