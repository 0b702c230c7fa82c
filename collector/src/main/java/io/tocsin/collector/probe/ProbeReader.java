package io.tocsin.collector.probe;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.tocsin.collector.fetch.FetchReader;
import io.tocsin.collector.fetch.FetchSettings;
import io.tocsin.collector.turns.Timing;
import io.tocsin.schemas.config.Problems;
import io.tocsin.schemas.config.YamlNode;
import io.tocsin.schemas.labels.BoundedRegex;
import io.tocsin.schemas.labels.Labels;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads one entry of {@code probes}: a name, one URL or several, and how they are asked and judged. */
final class ProbeReader {

    private static final List<String> KEYS = List.of(
            "name",
            "role",
            "url",
            "urls",
            "instance",
            "interval",
            "timeout",
            "labels",
            "valid_status_codes",
            "fail_if_ssl",
            "fail_if_not_ssl",
            "fail_if_body_matches_regexp",
            "fail_if_body_not_matches_regexp");

    private static final java.util.regex.Pattern LABEL = java.util.regex.Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");
    private static final Set<String> OURS = Set.of("job", "instance", "phase", "role");
    private static final Timing USUAL = new Timing(Duration.ofSeconds(5), Duration.ofSeconds(3));
    private static final int BODY_LIMIT = 1 << 20;

    private final YamlNode section;
    private final Problems problems;

    ProbeReader(YamlNode section, Problems problems) {
        this.section = section;
        this.problems = problems;
    }

    /** @return one for each URL that can be asked */
    List<Probe> read() {
        List<String> known = new ArrayList<>(KEYS);
        known.addAll(FetchReader.KEYS);
        section.allowOnly(known.toArray(String[]::new));
        String name = section.requiredString("name");
        Labels labels = labels(name);
        Timing timing = Timing.read(section, USUAL);
        FetchSettings fetch = FetchReader.read(section, BODY_LIMIT, problems);
        Expectations expectations = expectations();
        List<URI> urls = urls();
        Optional<String> instance = instance(urls.size());
        return urls.stream()
                .map(url -> new Probe(
                        labels.with("instance", instance.orElseGet(url::toString)), url, timing, fetch, expectations))
                .toList();
    }

    private Optional<String> instance(int urls) {
        Optional<String> instance = section.optionalString("instance");
        if (instance.isPresent() && (urls > 1 || instance.get().isEmpty())) {
            section.get("instance").problem("is for a probe of one url, and not empty");
            return Optional.empty();
        }
        return instance;
    }

    private List<URI> urls() {
        YamlNode one = section.get("url");
        YamlNode several = section.get("urls");
        if (one.isPresent() == several.isPresent()) {
            section.problem("has to have a url, or a list urls");
            return List.of();
        }
        if (one.isPresent()) {
            return FetchReader.url(one).stream().toList();
        }
        List<YamlNode> nodes = several.elements();
        if (nodes.isEmpty()) {
            several.problem("must name at least one");
        }
        return nodes.stream().map(FetchReader::url).flatMap(Optional::stream).toList();
    }

    private Labels labels(String name) {
        Labels.Builder labels = Labels.builder();
        section.get("labels").entries().forEach((key, node) -> {
            if (!LABEL.matcher(key).matches() || key.startsWith("__")) {
                node.problem("\"" + key + "\" is no name of a label");
            } else if (OURS.contains(key)) {
                node.problem("is set otherwise: job by name, role and instance by settings of the probe");
            } else {
                labels.set(key, node.text());
            }
        });
        section.optionalString("role").ifPresent(role -> labels.set("role", role));
        return labels.set("job", name).build();
    }

    private Expectations expectations() {
        boolean plain = section.bool("fail_if_ssl", false);
        boolean tls = section.bool("fail_if_not_ssl", false);
        if (plain && tls) {
            section.get("fail_if_not_ssl").problem("no probe can pass with fail_if_ssl beside it");
        }
        Expectations.Transport transport =
                tls ? Expectations.Transport.TLS : plain ? Expectations.Transport.PLAIN : Expectations.Transport.ANY;
        return new Expectations(
                statusCodes(),
                patterns("fail_if_body_matches_regexp"),
                patterns("fail_if_body_not_matches_regexp"),
                transport);
    }

    private Set<Integer> statusCodes() {
        Set<Integer> codes = new HashSet<>();
        for (YamlNode node : section.list("valid_status_codes")) {
            if (node.text().matches("[1-5][0-9][0-9]")) {
                codes.add(Integer.parseInt(node.text()));
            } else {
                node.problem("must be an HTTP status, from 100 to 599");
            }
        }
        return codes;
    }

    private List<Pattern> patterns(String key) {
        List<Pattern> patterns = new ArrayList<>();
        for (YamlNode node : section.list(key)) {
            try {
                patterns.add(BoundedRegex.compile(node.text(), 0));
            } catch (PatternSyntaxException e) {
                node.problem("is no regular expression of RE2: " + e.getMessage());
            }
        }
        return patterns;
    }
}
