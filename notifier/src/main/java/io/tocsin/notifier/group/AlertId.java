package io.tocsin.notifier.group;

import io.tocsin.schemas.labels.Labels;

/**
 * Which alert: its rule and its labels, as the rule gave them.
 *
 * @param rule the rule's name
 */
public record AlertId(String namespace, String group, String rule, Labels labels) {

    /** The same for the same alert, and for no other: a key of stores. */
    public String key() {
        return String.join("\n", namespace, group, rule, labels.toString());
    }
}
