package io.tocsin.standalone.up;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Brings the {@code rule_files} of the configuration into the log. A file is applied when its text is not the one that
 * was applied last; so what {@code rules apply} wrote over it stays until the file changes. A group that has left the
 * files is removed, unless something else has written it since.
 */
final class RuleFiles {
    static final String NAMESPACE = "default";

    private static final String SOURCE = "rule_files: ";

    private final RuleLog log;
    private final AppliedFiles applied;

    /** @param applied what was applied to this log at earlier starts */
    RuleFiles(RuleLog log, AppliedFiles applied) {
        this.log = log;
        this.applied = applied;
    }

    /**
     * Returns when the log has taken what there was to change.
     *
     * @return the files that were applied
     */
    List<RuleSource> apply(List<RuleSource> files) {
        Set<String> wanted = new HashSet<>();
        List<RuleSource> written = new ArrayList<>();
        for (RuleSource file : files) {
            if (!applied.isCurrent(file)) {
                applied.put(file, log.apply(NAMESPACE, SOURCE + file.name(), file.text()));
                written.add(file);
            }
            wanted.addAll(applied.groups(file.name()));
        }
        log.groups().stream()
                .filter(group -> group.namespace().equals(NAMESPACE))
                .filter(group -> group.source().startsWith(SOURCE) && !wanted.contains(group.name()))
                .forEach(group -> log.delete(NAMESPACE, group.name()));
        applied.retain(files.stream().map(RuleSource::name).toList());
        applied.save();
        return written;
    }
}
