package io.tocsin.standalone.up;

import io.tocsin.standalone.cli.ProcessorApi;
import io.tocsin.standalone.cli.ProcessorApi.Applied;
import io.tocsin.standalone.cli.ProcessorApi.Group;
import io.tocsin.standalone.cli.ProcessorApi.RuleText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the {@code rule_files} of the configuration into the log. A file is applied when its text is not the one that
 * was applied last, or when the log lacks a group of it; so what {@code rules apply} wrote over it stays until the file
 * changes. A group that has left the files is removed, unless something else has written it since.
 */
final class RuleFiles {
    static final String NAMESPACE = "default";

    private static final Logger LOG = LoggerFactory.getLogger(RuleFiles.class);
    private static final String SOURCE = "rule_files: ";

    private final ProcessorApi processor;
    private final AppliedFiles applied;

    /** @param applied what was applied at earlier starts */
    RuleFiles(ProcessorApi processor, AppliedFiles applied) {
        this.processor = processor;
        this.applied = applied;
    }

    /** Returns when the processor has taken what there was to change. */
    void apply(List<RuleSource> files) {
        List<Group> present = processor.groups();
        Set<String> names = new HashSet<>();
        present.forEach(group -> names.add(group.name()));
        Set<String> wanted = new HashSet<>();
        for (RuleSource file : files) {
            if (!applied.isCurrent(file) || !names.containsAll(applied.groups(file.name()))) {
                write(file);
            }
            wanted.addAll(applied.groups(file.name()));
        }
        remove(present, wanted);
        applied.retain(files.stream().map(RuleSource::name).toList());
        applied.save();
    }

    private void write(RuleSource file) {
        RuleText text = new RuleText(NAMESPACE, SOURCE + file.name(), file.text(), Optional.empty());
        List<String> groups = new ArrayList<>();
        for (Applied group : processor.apply(text)) {
            groups.add(group.group());
            if (group.changed()) {
                LOG.info(
                        "rules of group {} from {} are in the log as version {}",
                        group.group(),
                        file.name(),
                        group.version());
            }
        }
        applied.put(file, groups);
    }

    private void remove(List<Group> present, Set<String> wanted) {
        for (Group group : present) {
            if (group.namespace().equals(NAMESPACE)
                    && group.source().startsWith(SOURCE)
                    && !wanted.contains(group.name())) {
                processor.delete(NAMESPACE, group.name());
                LOG.info("rules of group {} are removed: it is no longer in {}", group.name(), group.source());
            }
        }
    }
}
