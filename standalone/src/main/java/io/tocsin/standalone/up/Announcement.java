package io.tocsin.standalone.up;

import io.tocsin.collector.CollectorConfig;
import io.tocsin.notifier.ReceiverConfig;
import io.tocsin.standalone.cli.Numbers;
import io.tocsin.standalone.cli.PortPlan;
import io.tocsin.streamprocessor.rulefiles.RuleSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a person reads when everything is up. */
final class Announcement {
    private static final int NAMED = 3;

    private Announcement() {}

    /** @return the lines */
    static List<String> of(InstanceSettings settings, InstanceStatus status) {
        PortPlan ports = settings.ports();
        List<String> lines = new ArrayList<>();
        lines.add("Tocsin is up" + (status.ready() ? "." : ", but not ready yet."));
        lines.add(line("collector", "http://127.0.0.1:" + ports.collector() + "  remote write at /api/v1/write"));
        lines.add(line(
                "stream-processor",
                "http://127.0.0.1:" + ports.processor() + "  rules, alerts and queries as of Prometheus"));
        lines.add(line("notifier", "http://127.0.0.1:" + ports.notifier()));
        lines.add(line(
                "Kafka",
                "127.0.0.1:" + ports.kafka() + "  data in " + settings.data().root()));
        lines.add(line("watches", watched(settings.collector())));
        lines.add(line("rules", rules(settings, status)));
        lines.add(line("notifies", receivers(settings)));
        lines.add("Ctrl-C ends it.");
        return lines;
    }

    private static String line(String what, String value) {
        return "  %-18s%s".formatted(what, value);
    }

    private static String watched(CollectorConfig collector) {
        List<String> watched = new ArrayList<>();
        if (collector.host().enabled()) {
            watched.add("this host, as " + collector.host().instance());
        }
        if (collector.selfInterval().isPositive()) {
            watched.add("Tocsin itself");
        }
        watched.add("whatever is written to the collector");
        return String.join(", ", watched);
    }

    /** Many files are counted: `rules list` names them. */
    private static String rules(InstanceSettings settings, InstanceStatus status) {
        List<String> files = settings.config().rules().stream()
                .filter(RuleSource::isFile)
                .map(RuleSource::name)
                .toList();
        String names = files.isEmpty() || files.size() > NAMED ? "" : ": " + String.join(", ", files);
        return status.rules() + " active, " + Numbers.counted(files.size(), "rule file") + names;
    }

    private static String receivers(InstanceSettings settings) {
        return settings.config().notifier().receivers().values().stream()
                .map(Announcement::receiver)
                .collect(Collectors.joining(", "));
    }

    /** Without URLs: they may hold secrets. */
    private static String receiver(ReceiverConfig receiver) {
        Map<String, Integer> kinds = new LinkedHashMap<>();
        receiver.channels().forEach(channel -> kinds.merge(channel.kind(), 1, Integer::sum));
        List<String> ways = new ArrayList<>();
        kinds.forEach((kind, count) -> ways.add(way(kind, count)));
        return receiver.name() + " (" + (ways.isEmpty() ? "nobody" : String.join(", ", ways)) + ")";
    }

    private static String way(String kind, int count) {
        String name = switch (kind) {
            case "terminal" -> "this terminal";
            case "pagerduty" -> "PagerDuty";
            case "slack" -> "Slack";
            case "email" -> "e-mail";
            case "sms" -> "SMS";
            default -> kind;
        };
        return kind.equals("webhook") ? Numbers.counted(count, kind) : count > 1 ? name + " ×" + count : name;
    }
}
