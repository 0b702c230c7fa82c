package io.tocsin.streamprocessor.time;

/** The five source topics; a leaf task owns the same partition of each. */
public enum SourceTopic {
    METRICS,
    MIGRATIONS,
    RESERVES,
    ACTIVITY,
    RULES
}
