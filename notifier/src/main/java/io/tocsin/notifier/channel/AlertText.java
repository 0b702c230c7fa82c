package io.tocsin.notifier.channel;

import io.tocsin.schemas.avro.Notification;
import io.tocsin.schemas.avro.NotifiedAlert;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** What all channels say of a notification. */
final class AlertText {

    private AlertText() {}

    /** Alertmanager's words. A group fires while any of its alerts does. */
    static String status(Notification notification) {
        return status(notification.getAlerts().stream().anyMatch(NotifiedAlert::getFiring));
    }

    static String status(boolean firing) {
        return firing ? "firing" : "resolved";
    }

    /** What all alerts have, with the same value. */
    static SortedMap<String, String> common(
            Notification notification, Function<NotifiedAlert, Map<String, String>> part) {
        return common(notification.getAlerts().stream().map(part).toList());
    }

    private static SortedMap<String, String> common(List<Map<String, String>> maps) {
        Iterator<Map<String, String>> all = maps.iterator();
        SortedMap<String, String> common = new TreeMap<>(all.hasNext() ? all.next() : Map.of());
        Set<Map.Entry<String, String>> kept = new HashSet<>(common.entrySet());
        all.forEachRemaining(map -> kept.retainAll(map.entrySet()));
        common.entrySet().retainAll(kept);
        return common;
    }

    /** @param without keys that have been said already */
    static SortedMap<String, String> rest(Map<String, String> map, Collection<String> without) {
        SortedMap<String, String> rest = new TreeMap<>(map);
        rest.keySet().removeAll(without);
        return rest;
    }
}
