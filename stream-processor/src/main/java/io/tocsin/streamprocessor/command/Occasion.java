package io.tocsin.streamprocessor.command;

import io.tocsin.schemas.avro.Command;
import io.tocsin.schemas.config.Durations;
import io.tocsin.schemas.labels.Labels;
import io.tocsin.streamprocessor.alert.ActiveAlert;
import io.tocsin.streamprocessor.alert.Transitions;
import io.tocsin.streamprocessor.rules.PlannedRule;
import io.tocsin.streamprocessor.rules.RuleVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * One evaluation of one alerting rule, of which commands may come.
 *
 * @param at the instant, in milliseconds
 * @param controls what commands are subject to at the instant; asked for only where something is to be decided
 */
public record Occasion(RuleVersion version, PlannedRule rule, long at, Supplier<Controls> controls) {

    static final String NAMESPACE = "namespace";
    static final String GROUP = "group";

    private static final List<String> TOLD = List.of("summary", "description", "runbook_url");

    String episode(ActiveAlert alert) {
        return Transitions.episode(version.definition(), rule.definition(), alert);
    }

    /** A command because of an alert; what is to be done, and whether, is still to be said. */
    Command.Builder commandFor(ActiveAlert alert) {
        return Command.newBuilder()
                .setAt(at)
                .setRule(rule.definition().getName())
                .setFingerprint(alert.labels().fingerprint())
                .setEpisode(episode(alert))
                .setLabels(alert.labels().toMap())
                .setValue(alert.value())
                .setEvidence(evidence(alert));
    }

    /** What a person needs to judge it, and to find the very rule that was evaluated. */
    private SortedMap<String, String> evidence(ActiveAlert alert) {
        SortedMap<String, String> evidence = new TreeMap<>();
        evidence.put("expr", rule.definition().getExpr());
        evidence.put(
                "window", Durations.format(Duration.ofMillis(rule.plan().reach().backMillis())));
        rule.command().flatMap(request -> request.when()).ifPresent(when -> evidence.put("when", when.toString()));
        evidence.put(NAMESPACE, version.name().namespace());
        evidence.put(GROUP, version.name().group());
        evidence.put("version", version.version());
        evidence.put("revision", Long.toString(version.revision()));
        evidence.put("activeAt", Instant.ofEpochMilli(alert.times().activeAt()).toString());
        for (String annotation : TOLD) {
            String text = alert.annotations().get(annotation);
            if (text != null) {
                evidence.put(annotation, text);
            }
        }
        return evidence;
    }

    /** 16 hexadecimal digits: equal parts, equal identifier. */
    static String id(String episode, String command, String reversalOf) {
        return Labels.of("episode", episode, "command", command, "reversalOf", reversalOf)
                .fingerprint();
    }
}
