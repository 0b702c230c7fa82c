package io.tocsin.notifier.group;

/** Why a notification is sent. The names are in {@code notifications} and in metrics: add, never rename. */
public enum SendReason {
    /** The group fires and its recipient has not been told of it. */
    FIRST_NOTIFICATION,
    /** Something fires that the last notification did not have. */
    NEW_ALERTS,
    /** Something else still fires, but this is over. */
    NEW_RESOLVED_ALERTS,
    /** Nothing of the group fires any longer. */
    ALL_RESOLVED,
    /** Nothing changed for so long that it is told again. */
    REPEAT_INTERVAL_ELAPSED,
    /** It fired and resolved before anything could be told, as during an outage: told once. */
    OVER_BEFORE_TOLD
}
