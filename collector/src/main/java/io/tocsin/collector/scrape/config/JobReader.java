package io.tocsin.collector.scrape.config;

import io.tocsin.collector.exposition.ScrapeProtocol;
import io.tocsin.collector.relabel.RelabelReader;
import io.tocsin.collector.turns.Timing;
import io.tocsin.schemas.config.YamlNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads one entry of {@code scrape_configs}. */
final class JobReader {

    private static final String[] KEYS = {
        "job_name",
        "scrape_interval",
        "scrape_timeout",
        "scrape_protocols",
        "fallback_scrape_protocol",
        "metrics_path",
        "params",
        "scheme",
        "honor_labels",
        "honor_timestamps",
        "track_timestamps_staleness",
        "sample_limit",
        "body_size_limit",
        "label_limit",
        "label_name_length_limit",
        "label_value_length_limit",
        "target_limit",
        "keep_dropped_targets",
        "metric_name_validation_scheme",
        "static_configs",
        "file_sd_configs",
        "relabel_configs",
        "metric_relabel_configs"
    };

    private static final Pattern SD_FILE = Pattern.compile("[^*]*(\\*[^/]*)?\\.(json|yml|yaml|JSON|YML|YAML)");
    private static final Duration REFRESH = Duration.ofMinutes(5);

    private final YamlNode job;
    private final GlobalDefaults defaults;
    private final Path directory;
    private final Unsupported unsupported;

    /** @param directory to which paths are relative */
    JobReader(YamlNode job, GlobalDefaults defaults, Path directory, Unsupported unsupported) {
        this.job = job;
        this.defaults = defaults;
        this.directory = directory;
        this.unsupported = unsupported;
    }

    ScrapeConfig read() {
        refuseUnknown();
        return new ScrapeConfig(
                job.requiredString("job_name"),
                timing(),
                job.string("metrics_path", "/metrics"),
                scheme(),
                params(),
                job.bool("honor_labels", false),
                job.bool("honor_timestamps", true),
                job.bool("track_timestamps_staleness", false),
                GlobalDefaults.limits(job, defaults.limits()),
                new HttpReader(job, directory, unsupported).read(),
                GlobalDefaults.protocols(job, unsupported).orElse(defaults.protocols()),
                fallback(),
                targets(job.get("static_configs")),
                job.list("file_sd_configs").stream().map(this::files).toList(),
                RelabelReader.read(job.get("relabel_configs")),
                RelabelReader.read(job.get("metric_relabel_configs")));
    }

    private void refuseUnknown() {
        List<String> known = new ArrayList<>(List.of(KEYS));
        known.addAll(HttpReader.KEYS);
        known.addAll(Unsupported.OF_JOB.keySet());
        unsupported.note(job, Unsupported.OF_JOB);
        job.entries().forEach((key, value) -> {
            if (key.endsWith("_sd_configs") && !key.equals("file_sd_configs")) {
                known.add(key);
                unsupported.note(value, "is not supported: of discovery there are static_configs and file_sd_configs");
            }
        });
        job.allowOnly(known.toArray(String[]::new));
    }

    private Timing timing() {
        Duration interval = job.duration("scrape_interval", defaults.timing().interval());
        Optional<Duration> own = job.optionalDuration("scrape_timeout");
        if (!interval.isPositive()) {
            job.get("scrape_interval").problem("must be longer than 0");
            return defaults.timing();
        }
        if (own.isPresent() && own.get().compareTo(interval) > 0) {
            job.get("scrape_timeout").problem("must not be longer than scrape_interval, which is " + interval);
        }
        Duration timeout = own.orElse(defaults.timing().timeout());
        return new Timing(interval, timeout.compareTo(interval) > 0 ? interval : timeout);
    }

    private String scheme() {
        String scheme = job.string("scheme", "http");
        if (!scheme.equals("http") && !scheme.equals("https")) {
            job.get("scheme").problem("must be http or https, is \"" + scheme + "\"");
        }
        return scheme;
    }

    private SortedMap<String, List<String>> params() {
        SortedMap<String, List<String>> params = new TreeMap<>();
        job.get("params")
                .entries()
                .forEach((name, values) -> params.put(
                        name, values.elements().stream().map(YamlNode::text).toList()));
        return params;
    }

    private Optional<ScrapeProtocol> fallback() {
        Optional<String> text = job.optionalString("fallback_scrape_protocol");
        Optional<ScrapeProtocol> protocol = text.flatMap(ScrapeProtocol::named);
        if (text.isPresent() && protocol.isEmpty()) {
            job.get("fallback_scrape_protocol")
                    .problem("must be one of " + GlobalDefaults.protocolNames() + ", is \"" + text.get() + "\"");
        }
        return protocol;
    }

    private static List<TargetGroup> targets(YamlNode groups) {
        return groups.elements().stream().map(TargetGroups::read).toList();
    }

    private FileDiscovery files(YamlNode entry) {
        entry.allowOnly("files", "refresh_interval");
        List<YamlNode> files = entry.list("files");
        if (files.isEmpty()) {
            entry.get("files").problem("must name at least one file");
        }
        Stream<Path> paths = files.stream().map(this::file).flatMap(Optional::stream);
        return new FileDiscovery(paths.toList(), entry.duration("refresh_interval", REFRESH));
    }

    private Optional<Path> file(YamlNode node) {
        String path = node.text();
        if (!SD_FILE.matcher(path).matches()) {
            node.problem("must end in .json, .yml or .yaml, with at most one * and that in its last part");
            return Optional.empty();
        }
        return Optional.of(directory.resolve(path));
    }
}
