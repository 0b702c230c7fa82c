package io.tocsin.streamprocessor.rules;

/** Which group: the groups of a namespace see each other's recordings. */
public record RuleGroupName(String namespace, String group) implements Comparable<RuleGroupName> {

    @Override
    public int compareTo(RuleGroupName other) {
        int order = namespace.compareTo(other.namespace);
        return order != 0 ? order : group.compareTo(other.group);
    }
}
