package io.tocsin.notifier.route;

import io.tocsin.schemas.labels.Labels;
import io.tocsin.schemas.labels.Matcher;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A node of the routing tree, with what it inherits already filled in. An alert goes down the tree: the first route
 * below that takes it has it, and its later siblings too where that is set to continue; where none does, this one has
 * it.
 *
 * @param key the matchers from the root down, as Alertmanager writes them: {@code {}/{severity="critical"}}
 * @param matchers all must match
 * @param continues an alert this route takes is shown to its later siblings as well
 */
public record Route(
        String key,
        String receiver,
        List<Matcher> matchers,
        boolean continues,
        GroupBy groupBy,
        Timing timing,
        List<Route> routes) {

    public Route {
        matchers = List.copyOf(matchers);
        routes = List.copyOf(routes);
    }

    /** A tree of one route that takes everything. */
    public static Route single(String receiver, GroupBy groupBy, Timing timing) {
        return new Route("{}", receiver, List.of(), false, groupBy, timing, List.of());
    }

    /** @return the groups an alert with these labels is in, in the order of the tree, each once */
    public List<GroupAddress> route(Labels alert) {
        Map<String, GroupAddress> groups = new LinkedHashMap<>();
        for (Route route : matching(alert)) {
            GroupAddress address = new GroupAddress(route, route.groupBy.of(alert));
            groups.putIfAbsent(address.id(), address);
        }
        return List.copyOf(groups.values());
    }

    /** @return that one of the alert's groups which has the id; empty if it is not, or no longer, in that group */
    public Optional<GroupAddress> route(Labels alert, String groupId) {
        return route(alert).stream().filter(group -> group.id().equals(groupId)).findFirst();
    }

    private List<Route> matching(Labels alert) {
        if (!matchers.stream().allMatch(matcher -> matcher.matches(alert))) {
            return List.of();
        }
        List<Route> all = new ArrayList<>();
        for (Route child : routes) {
            List<Route> found = child.matching(alert);
            all.addAll(found);
            if (!found.isEmpty() && !child.continues) {
                break;
            }
        }
        return all.isEmpty() ? List.of(this) : all;
    }
}
