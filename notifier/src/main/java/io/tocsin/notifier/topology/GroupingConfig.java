package io.tocsin.notifier.topology;

import io.tocsin.notifier.group.Recipient;
import io.tocsin.notifier.route.Route;
import java.util.List;
import java.util.Map;

/**
 * What decisions depend on, besides the log and the time.
 *
 * @param route the tree of routes
 * @param receivers the recipients of each, by the receiver's name
 */
public record GroupingConfig(Route route, Map<String, List<Recipient>> receivers) {

    public GroupingConfig {
        receivers = Map.copyOf(receivers);
    }

    List<Recipient> recipients(String receiver) {
        return receivers.getOrDefault(receiver, List.of());
    }
}
