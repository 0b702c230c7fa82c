package io.tocsin.collector.scrape.config;

import io.tocsin.collector.exposition.ScrapeProtocol;
import io.tocsin.collector.turns.Timing;
import io.tocsin.schemas.config.YamlNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The section {@code global}, as far as it is about scraping: what holds for jobs that do not say otherwise.
 *
 * @param protocols in order of preference
 */
record GlobalDefaults(Timing timing, ScrapeLimits limits, List<ScrapeProtocol> protocols) {

    private static final Duration INTERVAL = Duration.ofMinutes(1);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final ScrapeLimits NO_LIMITS = new ScrapeLimits(0, ScrapeLimits.MOST_BYTES, 0, 0, 0, 0);

    private static final String[] KEYS = {
        "scrape_interval",
        "scrape_timeout",
        "scrape_protocols",
        "body_size_limit",
        "sample_limit",
        "label_limit",
        "label_name_length_limit",
        "label_value_length_limit",
        "target_limit",
        "keep_dropped_targets",
        "metric_name_validation_scheme"
    };

    static GlobalDefaults read(YamlNode global, Unsupported unsupported) {
        List<String> known = new ArrayList<>(List.of(KEYS));
        known.addAll(Unsupported.OF_GLOBAL.keySet());
        known.addAll(Unsupported.OF_JOB.keySet());
        global.allowOnly(known.toArray(String[]::new));
        unsupported.note(global, Unsupported.OF_GLOBAL);
        Duration interval = global.duration("scrape_interval", INTERVAL);
        if (!interval.isPositive()) {
            global.get("scrape_interval").problem("must be longer than 0");
            interval = INTERVAL;
        }
        Optional<Duration> timeout = global.optionalDuration("scrape_timeout");
        if (timeout.isPresent() && timeout.get().compareTo(interval) > 0) {
            global.get("scrape_timeout").problem("must not be longer than scrape_interval, which is " + interval);
        }
        Duration shorter = interval.compareTo(TIMEOUT) < 0 ? interval : TIMEOUT;
        return new GlobalDefaults(
                new Timing(interval, timeout.orElse(shorter)),
                limits(global, NO_LIMITS),
                protocols(global, unsupported).orElse(ScrapeProtocol.DEFAULT));
    }

    static ScrapeLimits limits(YamlNode section, ScrapeLimits dflt) {
        long bytes = Sizes.bytes(section, "body_size_limit", dflt.bodyBytes());
        return new ScrapeLimits(
                limit(section, "sample_limit", dflt.samples()),
                bytes == 0 ? ScrapeLimits.MOST_BYTES : Math.min(bytes, Integer.MAX_VALUE - 16),
                limit(section, "label_limit", dflt.labels()),
                limit(section, "label_name_length_limit", dflt.labelNameLength()),
                limit(section, "label_value_length_limit", dflt.labelValueLength()),
                limit(section, "target_limit", dflt.targets()));
    }

    private static int limit(YamlNode section, String key, int dflt) {
        int limit = section.integer(key, dflt);
        if (limit < 0) {
            section.get(key).problem("must not be negative; 0 is no limit");
            return dflt;
        }
        return limit;
    }

    /** @return absent if the section has none */
    static Optional<List<ScrapeProtocol>> protocols(YamlNode section, Unsupported unsupported) {
        List<ScrapeProtocol> protocols = new ArrayList<>();
        for (YamlNode node : section.list("scrape_protocols")) {
            Optional<ScrapeProtocol> protocol = ScrapeProtocol.named(node.text());
            if (protocol.isPresent()) {
                protocols.add(protocol.get());
            } else if (node.text().equals("PrometheusProto")) {
                unsupported.note(node, "is not supported: the text formats are asked for");
            } else {
                node.problem("must be one of " + protocolNames() + ", is \"" + node.text() + "\"");
            }
        }
        return protocols.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(protocols));
    }

    static String protocolNames() {
        return Arrays.stream(ScrapeProtocol.values())
                .map(ScrapeProtocol::configured)
                .collect(Collectors.joining(", "));
    }
}
