package io.tocsin.notifier.topology;

import io.tocsin.notifier.group.Alert;
import io.tocsin.notifier.group.GroupState;
import io.tocsin.schemas.avro.AlertTransition;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Groups, and apart from them their alerts, so that an alert that joins a large group costs no more than another. */
record GroupStore(KeyValueStore<String, GroupState> groups, KeyValueStore<String, AlertTransition> alerts) {

    /** Neither a group's id nor what stands behind it begins with a line feed. */
    private static final String SEPARATOR = "\n\n";

    @Nullable
    GroupState state(String groupId) {
        return groups.get(groupId);
    }

    void put(String groupId, GroupState state) {
        groups.put(groupId, state);
    }

    /** @return all that are stored, whatever their order */
    List<String> ids() {
        List<String> ids = new ArrayList<>();
        try (KeyValueIterator<String, GroupState> all = groups.all()) {
            all.forEachRemaining(entry -> ids.add(entry.key));
        }
        return ids;
    }

    List<Alert> alerts(String groupId) {
        List<Alert> found = new ArrayList<>();
        try (KeyValueIterator<String, AlertTransition> stored =
                alerts.prefixScan(groupId + SEPARATOR, new StringSerializer())) {
            stored.forEachRemaining(entry -> found.add(Alerts.of(entry.value)));
        }
        return found;
    }

    /** @return false, and nothing is changed, if the group knows of this transition or a later one */
    boolean put(String groupId, AlertTransition transition) {
        String key = key(groupId, Alerts.id(transition).key());
        AlertTransition known = alerts.get(key);
        if (known != null && known.getAt() >= transition.getAt()) {
            return false;
        }
        alerts.put(key, transition);
        return true;
    }

    void remove(String groupId, Alert alert) {
        alerts.delete(key(groupId, alert.id().key()));
    }

    void remove(String groupId) {
        alerts(groupId).forEach(alert -> remove(groupId, alert));
        groups.delete(groupId);
    }

    private static String key(String groupId, String alertKey) {
        return groupId + SEPARATOR + alertKey;
    }
}
