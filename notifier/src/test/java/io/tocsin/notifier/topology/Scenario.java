package io.tocsin.notifier.topology;

import io.tocsin.notifier.group.Recipient;
import io.tocsin.notifier.route.Route;
import io.tocsin.notifier.route.RouteReader;
import io.tocsin.schemas.config.Problems;
import io.tocsin.schemas.config.YamlNode;
import io.tocsin.schemas.labels.Labels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * A file of steps: routes as the configuration has them, then what happens when, and what is told by then.
 *
 * <pre>
 * route: {receiver: ops, group_wait: 10s}
 * receivers: {ops: true}            # whether each wants to be told that alerts are over
 * steps:
 *   - {at: 0s, fire: ['Cpu a']}     # an alert's name, its instance, and more labels as name=value
 *   - {at: 10s, told: ['ops FIRST_NOTIFICATION Cpu/a+']}
 *   - {at: 20s, resolve: ['Cpu a']}
 *   - {at: 1h}                      # nothing is told
 * </pre>
 */
record Scenario(Route route, Map<String, List<Recipient>> recipients, List<Step> steps) {

    /** What happens at a time, and what has been told since the step before. */
    record Step(Duration at, List<Labels> fire, List<Labels> resolve, List<String> told) {}

    static Scenario read(Path file) throws IOException {
        Problems problems = new Problems();
        YamlNode root = YamlNode.parse(file.getFileName().toString(), Files.readString(file), problems);
        root.allowOnly("route", "receivers", "steps");
        Map<String, List<Recipient>> recipients = new LinkedHashMap<>();
        SortedMap<String, String> receivers = root.stringMap("receivers");
        receivers.forEach((name, resolved) ->
                recipients.put(name, List.of(new Recipient(name, "webhook[0]", Boolean.parseBoolean(resolved)))));
        Route route = RouteReader.read(root.get("route"), receivers.keySet(), problems);
        List<Step> steps = new ArrayList<>();
        for (YamlNode step : root.list("steps")) {
            step.allowOnly("at", "fire", "resolve", "told");
            steps.add(new Step(
                    step.duration("at", Duration.ZERO),
                    step.strings("fire").stream().map(Scenario::alert).toList(),
                    step.strings("resolve").stream().map(Scenario::alert).toList(),
                    step.strings("told")));
        }
        problems.throwIfAny();
        return new Scenario(route, recipients, steps);
    }

    private static Labels alert(String text) {
        List<String> words = List.of(text.split(" ", -1));
        Labels.Builder labels = Labels.builder().set("alertname", words.get(0)).set("instance", words.get(1));
        for (String pair : words.subList(2, words.size())) {
            int equals = pair.indexOf('=');
            labels.set(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return labels.build();
    }
}
