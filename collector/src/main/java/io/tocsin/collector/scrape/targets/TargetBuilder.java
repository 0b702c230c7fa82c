package io.tocsin.collector.scrape.targets;

import io.tocsin.collector.scrape.config.ScrapeConfig;
import io.tocsin.collector.scrape.config.TargetGroup;
import io.tocsin.collector.turns.Timing;
import io.tocsin.schemas.config.Durations;
import io.tocsin.schemas.labels.Labels;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Makes targets of addresses, as Prometheus does: what a target is asked for stands in labels that begin with two
 * underscores, relabelling may rewrite them, and they are left out of the series.
 */
public final class TargetBuilder {

    private static final String ADDRESS = "__address__";
    private static final String SCHEME = "__scheme__";
    private static final String PATH = "__metrics_path__";
    private static final String INTERVAL = "__scrape_interval__";
    private static final String TIMEOUT = "__scrape_timeout__";
    private static final String PARAM = "__param_";
    private static final String RESERVED = "__";
    private static final String INSTANCE = "instance";

    private final ScrapeConfig config;

    public TargetBuilder(ScrapeConfig config) {
        this.config = config;
    }

    /** One for each address of the group, in order. */
    public List<Discovered> of(TargetGroup group) {
        List<Discovered> targets = new ArrayList<>();
        for (String address : group.targets()) {
            targets.add(target(discovered(group, address)));
        }
        return targets;
    }

    private Labels discovered(TargetGroup group, String address) {
        Labels.Builder labels = Labels.builder();
        labels.set("job", config.job());
        labels.set(INTERVAL, Durations.format(config.timing().interval()));
        labels.set(TIMEOUT, Durations.format(config.timing().timeout()));
        labels.set(PATH, config.path());
        labels.set(SCHEME, config.scheme());
        config.params().forEach((name, values) -> {
            if (!values.isEmpty()) {
                labels.set(PARAM + name, values.getFirst());
            }
        });
        group.labels().forEach(labels::set);
        return labels.set(ADDRESS, address).build();
    }

    private Discovered target(Labels discovered) {
        Labels labels = config.relabelling().apply(discovered);
        if (labels == null || !labels.has(ADDRESS)) {
            return new Discovered.Dropped(discovered);
        }
        try {
            return new Discovered.Kept(
                    new ScrapeTarget(config.job(), discovered, shown(labels), url(labels), timing(labels)));
        } catch (InvalidTargetException e) {
            return new Discovered.Invalid(discovered, String.valueOf(e.getMessage()));
        }
    }

    private static Labels shown(Labels labels) {
        Labels.Builder shown = Labels.builder();
        labels.forEach((name, value) -> {
            if (!name.startsWith(RESERVED)) {
                shown.set(name, value);
            }
        });
        if (!labels.has(INSTANCE)) {
            shown.set(INSTANCE, labels.get(ADDRESS));
        }
        return shown.build();
    }

    private static Timing timing(Labels labels) {
        Duration interval = duration(labels, INTERVAL);
        Duration timeout = duration(labels, TIMEOUT);
        if (timeout.compareTo(interval) > 0) {
            throw new InvalidTargetException(TIMEOUT + " is longer than " + INTERVAL + ": " + labels.get(TIMEOUT)
                    + " and " + labels.get(INTERVAL));
        }
        return new Timing(interval, timeout);
    }

    private static Duration duration(Labels labels, String name) {
        try {
            Duration duration = Durations.parse(labels.get(name));
            if (duration.isPositive()) {
                return duration;
            }
            throw new InvalidTargetException(name + " must be longer than 0");
        } catch (IllegalArgumentException e) {
            throw new InvalidTargetException(name + ": " + e.getMessage());
        }
    }

    private URI url(Labels labels) {
        String address = labels.get(ADDRESS);
        String path = labels.get(PATH);
        String scheme = labels.get(SCHEME);
        if (address.contains("/")) {
            throw new InvalidTargetException("\"" + address + "\" is no address; host:port is");
        }
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new InvalidTargetException("the scheme is \"" + scheme + "\"; http and https are known");
        }
        String query = query(labels);
        String url = scheme + "://" + address + (path.startsWith("/") ? "" : "/") + path;
        try {
            URI uri = new URI(query.isEmpty() ? url : url + (path.contains("?") ? "&" : "?") + query);
            if (uri.getHost() == null) {
                throw new InvalidTargetException("\"" + address + "\" is no address; host:port is");
            }
            return uri;
        } catch (URISyntaxException e) {
            throw new InvalidTargetException("no URL: " + e.getMessage());
        }
    }

    /** Relabelling may give another first value to each parameter. */
    private String query(Labels labels) {
        SortedMap<String, List<String>> params = new TreeMap<>();
        config.params().forEach((name, values) -> params.put(name, new ArrayList<>(values)));
        labels.forEach((name, value) -> {
            if (name.startsWith(PARAM)) {
                List<String> values = params.computeIfAbsent(name.substring(PARAM.length()), n -> new ArrayList<>());
                if (values.isEmpty()) {
                    values.add(value);
                } else {
                    values.set(0, value);
                }
            }
        });
        List<String> pairs = new ArrayList<>();
        params.forEach((name, values) -> values.forEach(value -> pairs.add(encode(name) + "=" + encode(value))));
        return String.join("&", pairs);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
