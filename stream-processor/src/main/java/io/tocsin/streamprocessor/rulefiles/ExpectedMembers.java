package io.tocsin.streamprocessor.rulefiles;

import io.tocsin.schemas.config.Durations;
import io.tocsin.schemas.config.YamlNode;
import io.tocsin.schemas.labels.Labels;
import io.tocsin.streamprocessor.control.GeneratedGroup;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The section {@code expected:}, what has to report, as series {@code tocsin_expected_member}: a label {@code source}
 * says {@code configured}, or {@code learned} from what was scraped or probed lately.
 */
final class ExpectedMembers {
    private static final String GROUP = "tocsin-expected";
    private static final String MEMBER = "tocsin_expected_member";
    private static final String IGNORED = "tocsin_expected_ignored";

    private static final Duration DEFAULT_LEARN = Duration.ofHours(6);
    private static final Duration SHORTEST_LEARN = Duration.ofMinutes(5);

    /** Seldom: to learn, hours of samples are read each time. */
    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private final GeneratedGroup group = new GeneratedGroup(GROUP, INTERVAL);

    private ExpectedMembers() {}

    /** @param section may be absent: nothing is configured, and members are learned */
    static GeneratedGroup read(YamlNode section) {
        section.allowOnly("members", "learn", "ignore");
        ExpectedMembers expected = new ExpectedMembers();
        expected.members(section.list("members"));
        expected.ignored(section.list("ignore"));
        expected.learn(learn(section));
        return expected.group;
    }

    private static Duration learn(YamlNode section) {
        Duration learn = section.duration("learn", DEFAULT_LEARN);
        if (learn.isZero() || learn.compareTo(SHORTEST_LEARN) >= 0) {
            return learn;
        }
        section.get("learn").problem("must be at least 5m, or 0 to learn none");
        return DEFAULT_LEARN;
    }

    private void members(List<YamlNode> members) {
        Set<List<String>> seen = new HashSet<>();
        for (YamlNode member : members) {
            SortedMap<String, String> labels = labels(member);
            String job = member.requiredString("job");
            String instance = member.requiredString("instance");
            if (!seen.add(List.of(job, instance))) {
                member.problem("the job \"" + job + "\" with the instance \"" + instance + "\" is a member already");
            }
            labels.put("source", "configured");
            group.with(MEMBER, "vector(1)", labels);
        }
    }

    private static SortedMap<String, String> labels(YamlNode member) {
        SortedMap<String, String> labels = new TreeMap<>();
        member.entries().forEach((name, value) -> {
            if (name.equals("source") || name.equals(Labels.METRIC_NAME)) {
                value.problem("\"" + name + "\" is not yours to set here");
            } else if (!name.matches("[a-zA-Z_][a-zA-Z0-9_]*")) {
                value.problem("\"" + name + "\" is no label name");
            } else {
                labels.put(name, value.isPresent() ? value.text() : "");
            }
        });
        return labels;
    }

    /** One that says neither the job nor the instance would ignore everything. */
    private void ignored(List<YamlNode> ignored) {
        for (YamlNode each : ignored) {
            each.allowOnly("job", "instance");
            String job = each.string("job", "");
            String instance = each.string("instance", "");
            if (job.isEmpty() && instance.isEmpty()) {
                each.problem("needs a job, an instance, or both");
            }
            group.with(IGNORED, "vector(1)", Map.of("job", job, "instance", instance));
        }
    }

    /**
     * What is configured is not learned besides, and neither is what is ignored. These recordings stand before this one
     * and are seen at the same instant.
     */
    private void learn(Duration learn) {
        if (learn.isZero()) {
            return;
        }
        String range = "[" + Durations.format(learn) + "]";
        String expr = """
            (present_over_time(up%s) or present_over_time(probe_success%s))
              unless on (job, instance) %s{source="configured"}
              unless on (job, instance) %s{job!="",instance!=""}
              unless on (job) %s{instance=""}
              unless on (instance) %s{job=""}\
            """.formatted(range, range, MEMBER, IGNORED, IGNORED, IGNORED);
        group.with(MEMBER, expr, Map.of("source", "learned"));
    }
}
