package io.tocsin.streamprocessor.report;

import io.tocsin.schemas.avro.RuleGroupVersion;
import java.util.List;

/**
 * What one partition has to say to one namespace about one slice: for all instants in {@code (from, through]} on the
 * groups' grids, the leaves' results. An empty report is one too: reports are the root's watermark. Where a namespace's
 * reports leave a gap nothing was due.
 *
 * @param versions the group versions visible to every instant of the slice, superseded ones included for a while
 * @param definitions in full those versions that this partition names for the first time
 */
public record Report(
        String namespace,
        int partition,
        Span span,
        List<UsedVersion> versions,
        List<RuleGroupVersion> definitions,
        List<LeafResult> results) {

    /** Instants, in milliseconds: {@code from} exclusive, {@code through} inclusive. */
    public record Span(long from, long through) {

        public boolean covers(long instant) {
            return from < instant && instant <= through;
        }
    }

    public Report {
        versions = List.copyOf(versions);
        definitions = List.copyOf(definitions);
        results = List.copyOf(results);
    }
}
