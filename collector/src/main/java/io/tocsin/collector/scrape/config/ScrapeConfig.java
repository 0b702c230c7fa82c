package io.tocsin.collector.scrape.config;

import io.tocsin.collector.exposition.ScrapeProtocol;
import io.tocsin.collector.relabel.Relabelling;
import io.tocsin.collector.turns.Timing;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * One entry of {@code scrape_configs}: a job.
 *
 * @param timing default of the targets, whose labels may say otherwise
 * @param path of the metrics, default of the targets
 * @param scheme of the URL, with or without TLS; default of the targets
 * @param params of the query, default of the targets; each name may have several values
 * @param honorLabels whether a label of the target's own wins over one that scraping adds
 * @param honorTimestamps whether a sample's own time is taken
 * @param trackTimestampsStaleness whether samples with times of their own get staleness markers
 * @param protocols in order of preference
 * @param fallback the format of an answer that does not say what it is; absent: such an answer is a failure
 * @param relabelling of the targets
 * @param metricRelabelling of the series
 */
public record ScrapeConfig(
        String job,
        Timing timing,
        String path,
        String scheme,
        SortedMap<String, List<String>> params,
        boolean honorLabels,
        boolean honorTimestamps,
        boolean trackTimestampsStaleness,
        ScrapeLimits limits,
        HttpOptions http,
        List<ScrapeProtocol> protocols,
        Optional<ScrapeProtocol> fallback,
        List<TargetGroup> targets,
        List<FileDiscovery> files,
        Relabelling relabelling,
        Relabelling metricRelabelling) {}
