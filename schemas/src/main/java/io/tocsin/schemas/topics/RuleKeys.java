package io.tocsin.schemas.topics;

/**
 * Keys of the topic of rules. Each version has its own, as the topic is compacted: what has the same key as a later
 * record is dropped, and no version ever may be.
 */
public final class RuleKeys {

    private RuleKeys() {}

    /** {@code namespace/group@revision}. */
    public static String of(String namespace, String group, long revision) {
        return namespace + "/" + group + "@" + revision;
    }
}
