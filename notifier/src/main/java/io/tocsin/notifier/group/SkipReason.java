package io.tocsin.notifier.group;

/** Why no notification is sent. The names are in metrics: add, never rename. */
public enum SkipReason {
    /** The last notification still says it all. */
    NOTHING_CHANGED,
    /** Alerts are over, and the integration has {@code send_resolved: false}. */
    RESOLVED_NOT_WANTED,
    /** Everything untold in the group was over long ago: telling it would help nobody. */
    OVER_LONG_AGO
}
