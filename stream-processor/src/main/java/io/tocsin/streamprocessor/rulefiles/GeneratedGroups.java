package io.tocsin.streamprocessor.rulefiles;

import io.tocsin.schemas.config.YamlNode;
import io.tocsin.streamprocessor.control.GeneratedGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The rule groups that sections of the configuration become. They go into the log as rule files do. */
final class GeneratedGroups {
    private static final List<Section> SECTIONS =
            List.of(new Section("commands", CommandSettings::read), new Section("expected", ExpectedMembers::read));

    private GeneratedGroups() {}

    /**
     * A section that becomes a group.
     *
     * @param key at the top level
     * @param read makes the group, of an absent section that of all defaults; one without recordings is left out
     */
    private record Section(String key, Function<YamlNode, GeneratedGroup> read) {}

    /**
     * Reads them. An instance without {@code rule_files} leaves the log's rules to others: there, only sections that
     * are written out count.
     *
     * @param root of the configuration
     */
    static List<RuleSource> read(YamlNode root) {
        boolean bringsRules = root.get("rule_files").isPresent();
        List<RuleSource> sources = new ArrayList<>();
        for (Section section : SECTIONS) {
            YamlNode node = root.get(section.key);
            if (bringsRules || node.isPresent()) {
                GeneratedGroup group = section.read.apply(node);
                if (!group.isEmpty()) {
                    sources.add(RuleSource.generated(section.key, group.yaml()));
                }
            }
        }
        return sources;
    }
}
