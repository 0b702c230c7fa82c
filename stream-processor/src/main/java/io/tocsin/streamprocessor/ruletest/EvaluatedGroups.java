package io.tocsin.streamprocessor.ruletest;

import io.tocsin.schemas.avro.RuleDefinition;
import io.tocsin.schemas.avro.RuleGroupVersion;
import io.tocsin.streamprocessor.root.SoloRoot;
import io.tocsin.streamprocessor.rules.RuleVersion;
import io.tocsin.streamprocessor.rules.RuleVersionParser;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The groups of a file of tests in the order in which its tests evaluate them. */
final class EvaluatedGroups {

    private final List<RuleVersion> ordered;

    /** Those that the file names come first, in its order; the others follow in production's. */
    EvaluatedGroups(RuleTestFile file) {
        RuleVersionParser parser = RuleVersionParser.standard();
        ordered = new ArrayList<>(
                SoloRoot.inOrder(file.groups().stream().map(parser::parse).toList()));
        ordered.sort(Comparator.comparingInt(group -> {
            int at = file.groupOrder().indexOf(group.name().group());
            return at < 0 ? file.groupOrder().size() : at;
        }));
    }

    List<RuleVersion> ordered() {
        return ordered;
    }

    /** As they are in an installation. */
    List<RuleVersion> of(RuleTest.Installation installation) {
        return ordered.stream()
                .map(group ->
                        of(installation, group.definition(), group.definition().getRules()))
                .toList();
    }

    /**
     * A group with some rules.
     *
     * @throws io.tocsin.promql.PromqlException if one of them cannot be read
     */
    static RuleVersion of(RuleTest.Installation installation, RuleGroupVersion group, List<RuleDefinition> rules) {
        return RuleVersionParser.standard()
                .parse(new RuleGroupVersion(
                        group.getNamespace(),
                        group.getGroup(),
                        group.getRevision(),
                        group.getVersion(),
                        group.getSource(),
                        group.getEffectiveFrom(),
                        group.getRemoved(),
                        group.getIntervalMillis(),
                        group.getQueryOffsetMillis(),
                        group.getLimit(),
                        installation.externalLabels(),
                        installation.externalUrl(),
                        rules));
    }
}
