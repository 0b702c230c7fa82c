package io.tocsin.notifier.route;

import com.google.re2j.PatternSyntaxException;
import io.tocsin.schemas.config.Problems;
import io.tocsin.schemas.config.YamlNode;
import io.tocsin.schemas.labels.Matcher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads the section {@code route:}, Alertmanager's, and fills in what a route inherits from the one above. */
public final class RouteReader {

    private static final String ALL_LABELS = "...";

    private final Set<String> receivers;
    private final Problems problems;

    private RouteReader(Set<String> receivers, Problems problems) {
        this.receivers = receivers;
        this.problems = problems;
    }

    /**
     * @param root the section; present
     * @param receivers the names there are; any other is a problem
     */
    public static Route read(YamlNode root, Set<String> receivers, Problems problems) {
        for (String key : List.of("matchers", "match", "match_re", "continue")) {
            if (root.get(key).isPresent()) {
                root.get(key).problem("the first route takes everything and may not have " + key);
            }
        }
        root.requiredString("receiver");
        Route defaults = Route.single("", GroupBy.NOTHING, Timing.DEFAULT);
        return new RouteReader(receivers, problems).route(root, defaults, "");
    }

    private Route route(YamlNode node, Route above, String keyAbove) {
        node.allowOnly(
                "receiver",
                "matchers",
                "match",
                "match_re",
                "continue",
                "group_by",
                "group_wait",
                "group_interval",
                "repeat_interval",
                "routes");
        List<Matcher> matchers = matchers(node);
        String key = keyAbove + print(matchers);
        Route own = new Route(
                key,
                receiver(node, above.receiver()),
                matchers,
                node.bool("continue", false),
                groupBy(node, above.groupBy()),
                timing(node, above.timing()),
                List.of());
        List<Route> routes = new ArrayList<>();
        for (YamlNode child : node.list("routes")) {
            routes.add(route(child, own, key + "/"));
        }
        return new Route(key, own.receiver(), matchers, own.continues(), own.groupBy(), own.timing(), routes);
    }

    private String receiver(YamlNode node, String inherited) {
        String receiver = node.string("receiver", inherited);
        if (!receiver.isEmpty() && !receivers.contains(receiver)) {
            node.get("receiver")
                    .problem("there is no receiver \"" + receiver + "\"; there are: " + String.join(", ", receivers));
        }
        return receiver;
    }

    private GroupBy groupBy(YamlNode node, GroupBy inherited) {
        YamlNode section = node.get("group_by");
        if (!section.isPresent()) {
            return inherited;
        }
        SortedSet<String> names = new TreeSet<>();
        for (YamlNode name : section.elements()) {
            if (!names.add(name.text())) {
                name.problem("label \"" + name.text() + "\" is given twice");
            }
        }
        if (!names.contains(ALL_LABELS)) {
            return new GroupBy(false, names);
        }
        if (names.size() > 1) {
            section.problem("\"...\" means all labels and stands alone");
        }
        return GroupBy.ALL;
    }

    private static Timing timing(YamlNode node, Timing inherited) {
        return new Timing(
                node.duration("group_wait", inherited.groupWait()),
                positive(node, "group_interval", inherited.groupInterval()),
                positive(node, "repeat_interval", inherited.repeatInterval()));
    }

    private static Duration positive(YamlNode node, String key, Duration inherited) {
        Duration duration = node.duration(key, inherited);
        if (duration.isPositive()) {
            return duration;
        }
        node.get(key).problem("must be longer than 0");
        return inherited;
    }

    /** {@code matchers}, and Alertmanager's older {@code match} and {@code match_re}; sorted, as they all must match. */
    private List<Matcher> matchers(YamlNode node) {
        List<Matcher> matchers = new ArrayList<>();
        node.list("matchers").forEach(text -> matchers.addAll(matchers(text, text.text())));
        node.get("match").entries().forEach((name, value) -> matchers.add(Matcher.equal(name, value.text())));
        for (Map.Entry<String, YamlNode> entry : node.get("match_re").entries().entrySet()) {
            try {
                String pattern = entry.getValue().text();
                matchers.add(Matcher.of(entry.getKey(), Matcher.Type.REGEX, pattern));
            } catch (PatternSyntaxException e) {
                entry.getValue().problem("bad regular expression: " + e.getMessage());
            }
        }
        return matchers.stream().sorted(Comparator.comparing(Matcher::toString)).toList();
    }

    private List<Matcher> matchers(YamlNode node, String text) {
        try {
            return MatcherReader.read(text);
        } catch (MatcherReader.MalformedMatcherException e) {
            problems.add(node.within(1, e.index() + 1), node.path(), e.getMessage() + " in " + text);
            return List.of();
        }
    }

    private static String print(List<Matcher> matchers) {
        return matchers.stream().map(Matcher::toString).collect(Collectors.joining(",", "{", "}"));
    }
}
