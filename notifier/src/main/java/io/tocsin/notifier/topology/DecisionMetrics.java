package io.tocsin.notifier.topology;

import io.tocsin.notifier.group.Decision;

/**
 * What the topology counts. {@code received = routed + repeated + ignored}; an unreadable record is in the dead letters and
 * counted there.
 */
public interface DecisionMetrics {

    /** What became of a transition read from {@code alerts}. */
    enum Transition {
        /** It went to its groups. */
        ROUTED,
        /** It is not newer than what is known of its alert. */
        REPEATED,
        /** Pending or inactive. */
        IGNORED
    }

    void transition(Transition what);

    void decided(String receiver, String integration, Decision decision);

    void unreadable(String topic);
}
