package io.tocsin.streamprocessor.root;

import io.tocsin.schemas.avro.RuleKind;
import io.tocsin.streamprocessor.state.KeyedState;
import java.util.List;

/**
 * Which rule of a namespace, across versions of its group.
 *
 * @param ordinal distinguishes rules of one kind and name in one group: the how-manieth it is, from 0
 */
record RuleKey(String group, RuleKind kind, String name, int ordinal) implements Comparable<RuleKey> {

    /** The key as parts of a state's key, and as the name of the source its series come from. */
    String text() {
        return KeyedState.key(group, kind.name(), name, Integer.toString(ordinal));
    }

    /** @param parts what {@link #text()} joined */
    static RuleKey of(List<String> parts) {
        return new RuleKey(parts.get(0), RuleKind.valueOf(parts.get(1)), parts.get(2), Integer.parseInt(parts.get(3)));
    }

    @Override
    public int compareTo(RuleKey other) {
        return text().compareTo(other.text());
    }
}
