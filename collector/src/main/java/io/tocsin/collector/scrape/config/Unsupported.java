package io.tocsin.collector.scrape.config;

import io.tocsin.schemas.config.Problem;
import io.tocsin.schemas.config.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a Prometheus configuration may ask for and does not get here: named, never silently left out. */
final class Unsupported {

    private static final String SCRAPING_ONLY = "is not read here: this is where scraping is configured";

    /** Of the whole file. */
    static final Map<String, String> OF_FILE = Map.of(
            "rule_files", "is not read here: name rule files under rule_files of tocsin.yml",
            "alerting", "is not read here: alerts go to the notifier by themselves",
            "remote_write", SCRAPING_ONLY,
            "remote_read", SCRAPING_ONLY,
            "storage", SCRAPING_ONLY,
            "tracing", SCRAPING_ONLY,
            "otlp", SCRAPING_ONLY,
            "runtime", SCRAPING_ONLY);

    /** Of the section {@code global}. */
    static final Map<String, String> OF_GLOBAL = Map.of(
            "external_labels", "is not read here: external_labels is a setting of the stream-processor",
            "evaluation_interval", "is not read here: evaluation_interval is a setting of the stream-processor",
            "rule_query_offset", "is not read here: query_offset is a setting of a rule group",
            "query_log_file", SCRAPING_ONLY,
            "scrape_failure_log_file", "is not supported: failures are in the log and in /api/v1/targets");

    /** Of a job, beside every kind of discovery but static and by file. */
    static final Map<String, String> OF_JOB = Map.ofEntries(
            Map.entry("oauth2", "is not supported: the target is asked without it"),
            Map.entry("proxy_url", "is not supported: the target is asked directly"),
            Map.entry("no_proxy", "is not supported: the target is asked directly"),
            Map.entry("proxy_from_environment", "is not supported: the target is asked directly"),
            Map.entry("proxy_connect_header", "is not supported: the target is asked directly"),
            Map.entry("http_headers", "is not supported: the target is asked without them"),
            Map.entry("scrape_native_histograms", "is not supported: native histograms are not"),
            Map.entry("always_scrape_classic_histograms", "changes nothing: classic histograms are all there is"),
            Map.entry("convert_classic_histograms_to_nhcb", "is not supported: native histograms are not"),
            Map.entry("native_histogram_bucket_limit", "is not supported: native histograms are not"),
            Map.entry("native_histogram_min_bucket_factor", "is not supported: native histograms are not"),
            Map.entry("metric_name_escaping_scheme", "is not supported: names are asked for and taken as UTF-8"),
            Map.entry("scrape_failure_log_file", "is not supported: failures are in the log and in /api/v1/targets"),
            Map.entry("extra_scrape_metrics", "is not supported: the five series of each scrape are all there is"));

    /** Of {@code tls_config}. */
    static final Map<String, String> OF_TLS = Map.of(
            "server_name", "is not supported: the name in the target's address is verified",
            "min_version", "is not supported: TLS 1.2 and 1.3 are spoken",
            "max_version", "is not supported: TLS 1.2 and 1.3 are spoken");

    private final List<Problem> found = new ArrayList<>();

    /** Notes those of the keys that a section has. */
    void note(YamlNode section, Map<String, String> keys) {
        section.entries().forEach((key, value) -> {
            String message = keys.get(key);
            if (message != null) {
                note(value, message);
            }
        });
    }

    void note(YamlNode node, String message) {
        found.add(new Problem(node.position(), node.path(), message));
    }

    List<Problem> found() {
        return List.copyOf(found);
    }
}
