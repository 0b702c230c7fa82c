package io.tocsin.notifier.group;

import java.util.List;

/** Whether a recipient is told, and why. */
public sealed interface Decision {

    /** @param alerts what it is told, the firing ones first; never empty */
    record Send(SendReason reason, List<GroupedAlert> alerts) implements Decision {
        public Send {
            alerts = List.copyOf(alerts);
        }
    }

    record Skip(SkipReason reason) implements Decision {}
}
