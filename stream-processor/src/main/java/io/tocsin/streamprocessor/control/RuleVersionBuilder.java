package io.tocsin.streamprocessor.control;

import io.tocsin.promql.rules.AlertingRule;
import io.tocsin.promql.rules.RecordingRule;
import io.tocsin.promql.rules.Rule;
import io.tocsin.promql.rules.RuleGroup;
import io.tocsin.promql.template.Template;
import io.tocsin.schemas.avro.RuleDefinition;
import io.tocsin.schemas.avro.RuleGroupVersion;
import io.tocsin.schemas.avro.RuleKind;
import io.tocsin.schemas.wire.TrustedClasses;
import io.tocsin.streamprocessor.rules.RuleVersions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A rule group as a file has it becomes a version for the log. What the log has is complete: defaults of the
 * installation are filled in here, so that a replay elsewhere needs no configuration.
 */
final class RuleVersionBuilder {

    static {
        // Copies of records are made of classes that Avro knows by name.
        TrustedClasses.register();
    }

    private static final int VERSION_DIGITS = 12;

    private final RuleControl.Defaults defaults;

    RuleVersionBuilder(RuleControl.Defaults defaults) {
        this.defaults = defaults;
    }

    /** A version without a revision yet; its identifier is a hash of what it says, wherever it came from. */
    RuleGroupVersion version(RuleGroup group, String namespace, String source) {
        RuleGroupVersion.Builder builder = RuleGroupVersion.newBuilder()
                .setNamespace(namespace)
                .setGroup(group.name())
                .setRevision(0)
                .setVersion("")
                .setSource("")
                .setIntervalMillis(
                        group.interval().orElse(defaults.evaluationInterval()).toMillis())
                .setQueryOffsetMillis(group.queryOffset().orElse(Duration.ZERO).toMillis())
                .setLimit(group.limit())
                .setExternalLabels(defaults.externalLabels())
                .setExternalUrl(defaults.externalUrl())
                .setRules(group.rules().stream().map(rule -> rule(group, rule)).toList());
        return identified(builder.setSource(source).build());
    }

    /** With the identifier of what it says. */
    static RuleGroupVersion identified(RuleGroupVersion version) {
        RuleGroupVersion plain = RuleGroupVersion.newBuilder(version)
                .setRevision(0)
                .setVersion("")
                .setSource("")
                .setEffectiveFrom(null)
                .build();
        return RuleGroupVersion.newBuilder(version)
                .setVersion(identifier(plain))
                .build();
    }

    private static RuleDefinition rule(RuleGroup group, Rule rule) {
        SortedMap<String, String> labels = group.labelsOf(rule);
        return switch (rule) {
            case RecordingRule recording ->
                new RuleDefinition(RuleKind.RECORD, rule.name(), recording.text(), 0L, 0L, labels, Map.of());
            case AlertingRule alert ->
                new RuleDefinition(
                        RuleKind.ALERT,
                        rule.name(),
                        alert.text(),
                        alert.hold().toMillis(),
                        alert.keepFiring().toMillis(),
                        labels,
                        texts(alert.annotations()));
        };
    }

    private static SortedMap<String, String> texts(SortedMap<String, Template> templates) {
        SortedMap<String, String> texts = new TreeMap<>();
        templates.forEach((name, template) -> texts.put(name, template.toString()));
        return texts;
    }

    private static String identifier(RuleGroupVersion version) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of()
                    .formatHex(sha.digest(RuleVersions.encode(version)))
                    .substring(0, VERSION_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
