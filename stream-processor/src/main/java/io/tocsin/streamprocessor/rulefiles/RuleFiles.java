package io.tocsin.streamprocessor.rulefiles;

import io.tocsin.streamprocessor.control.RuleControl;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Brings the rules of the configuration into the log: its {@code rule_files}, and what its sections become. A file is
 * applied when its text is not the one that was applied last; so what {@code rules apply} wrote over it stays until the
 * file changes. A group that has left the files is removed, unless something else has written it since.
 */
public final class RuleFiles {
    static final String NAMESPACE = "default";

    private final RuleLog log;
    private final AppliedFiles applied;

    /**
     * Over an instance that is ready.
     *
     * @param record a file that remembers what was applied at earlier starts; good for one log
     * @param context which log it is, and what rules get from the configuration: files applied in another one are not
     *     current
     */
    public static RuleFiles of(RuleControl control, Path record, String context) {
        return new RuleFiles(new ControlledRules(control), AppliedFiles.load(record, context));
    }

    /** @param applied what was applied to this log at earlier starts */
    RuleFiles(RuleLog log, AppliedFiles applied) {
        this.log = log;
        this.applied = applied;
    }

    /**
     * Returns when the log has taken what there was to change.
     *
     * @return the files that were applied
     * @throws RuleControl.NoPartitionException while the instance cannot know what the log has
     * @throws java.io.UncheckedIOException if what was applied cannot be remembered
     */
    public List<RuleSource> apply(List<RuleSource> files) {
        Set<String> wanted = new HashSet<>();
        List<RuleSource> written = new ArrayList<>();
        for (RuleSource file : files) {
            if (!applied.isCurrent(file)) {
                applied.put(file, log.apply(NAMESPACE, file.source(), file.text()));
                written.add(file);
            }
            wanted.addAll(applied.groups(file.name()));
        }
        log.groups().stream()
                .filter(group -> group.namespace().equals(NAMESPACE))
                .filter(group -> RuleSource.isOurs(group.source()) && !wanted.contains(group.name()))
                .forEach(group -> log.delete(NAMESPACE, group.name()));
        applied.retain(files.stream().map(RuleSource::name).toList());
        applied.save();
        return written;
    }
}
