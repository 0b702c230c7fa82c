package io.tocsin.streamprocessor.root;

import io.tocsin.streamprocessor.report.Report;
import io.tocsin.streamprocessor.report.ReportCodec;
import io.tocsin.streamprocessor.state.KeyedState;
import io.tocsin.streamprocessor.time.PartitionClocks;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The reports of one partition to one namespace that are not used up, oldest first. */
final class PartitionReports {

    private final Deque<AssembledReport> reports = new ArrayDeque<>();
    private final List<Report> parts = new ArrayList<>();
    private final List<String> partKeys = new ArrayList<>();
    private long through = PartitionClocks.NO_TICK;

    /** Takes the next part; the one that ends a report makes it count. */
    void add(ReportCodec.Part part, String key) {
        parts.add(part.report());
        partKeys.add(key);
        if (part.last()) {
            AssembledReport report = new AssembledReport(parts, partKeys);
            reports.add(report);
            through = Math.max(through, report.span().through());
            parts.clear();
            partKeys.clear();
        }
    }

    int unfinishedParts() {
        return parts.size();
    }

    /** The partition's watermark: it has nothing more to say about instants up to here. */
    long through() {
        return through;
    }

    Iterable<AssembledReport> pending() {
        return reports;
    }

    /** The report over an instant; null if nothing was due in this partition. */
    @Nullable
    AssembledReport at(long instant) {
        for (AssembledReport report : reports) {
            if (report.span().covers(instant)) {
                return report;
            }
        }
        return null;
    }

    void dropThrough(long instant, KeyedState state) {
        while (!reports.isEmpty() && reports.getFirst().span().through() <= instant) {
            reports.removeFirst().keys().forEach(state::delete);
        }
    }
}
