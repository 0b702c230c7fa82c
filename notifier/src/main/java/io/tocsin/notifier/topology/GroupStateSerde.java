package io.tocsin.notifier.topology;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tocsin.notifier.group.GroupState;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** Group states as JSON: they never leave the notifier's own store, and can be read by people. */
final class GroupStateSerde {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private GroupStateSerde() {}

    static Serde<GroupState> create() {
        return Serdes.serdeFrom(
                (topic, state) -> state == null ? null : write(state),
                (topic, bytes) -> bytes == null ? null : read(bytes));
    }

    private static byte[] write(GroupState state) {
        try {
            return JSON.writeValueAsBytes(StoredGroup.of(state));
        } catch (IOException e) {
            throw new UncheckedIOException("a group's state always is JSON", e);
        }
    }

    private static GroupState read(byte[] bytes) {
        try {
            return JSON.readValue(bytes, StoredGroup.class).toState();
        } catch (IOException e) {
            throw new UncheckedIOException("the store of groups holds what no version of this program wrote", e);
        }
    }
}
