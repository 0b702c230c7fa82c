package io.tocsin.streamprocessor.topology;

import io.tocsin.promql.series.SeriesSource;
import io.tocsin.streamprocessor.leaf.LeafTask;
import io.tocsin.streamprocessor.root.RootTask;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** The tasks that this instance is active for just now, by partition: for the ticker, for queries and for the status. */
public final class LocalTasks {

    private final Map<Integer, LeafTask> leaves = new ConcurrentSkipListMap<>();
    private final Map<Integer, RootTask> roots = new ConcurrentSkipListMap<>();

    void opened(int partition, LeafTask leaf) {
        leaves.put(partition, leaf);
    }

    void opened(int partition, RootTask root) {
        roots.put(partition, root);
    }

    /** Only if it is still that one: another thread of this process may have opened its own before. */
    void closed(int partition, LeafTask leaf) {
        leaves.remove(partition, leaf);
    }

    void closed(int partition, RootTask root) {
        roots.remove(partition, root);
    }

    /** By partition, ascending. */
    public Map<Integer, LeafTask> leaves() {
        return leaves;
    }

    /** What has been recorded in the namespaces of a partition of the reports; null if it does not live here. */
    public @Nullable List<SeriesSource> recorded(int partition) {
        RootTask root = roots.get(partition);
        return root == null ? null : root.recorded();
    }

    public Collection<RootTask> roots() {
        return List.copyOf(roots.values());
    }
}
