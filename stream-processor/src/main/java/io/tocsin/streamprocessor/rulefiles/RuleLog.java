package io.tocsin.streamprocessor.rulefiles;

import java.util.List;

/** The rules of the log, as far as {@link RuleFiles} needs them. */
interface RuleLog {
    /** A group that the log has. */
    record Group(String namespace, String name, String source) {}

    List<Group> groups();

    /**
     * Writes those groups of a rule file that differ from the log's.
     *
     * @param source remembered with each group
     * @return the names of all its groups
     */
    List<String> apply(String namespace, String source, String text);

    void delete(String namespace, String group);
}
