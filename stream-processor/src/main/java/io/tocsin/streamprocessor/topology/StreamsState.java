package io.tocsin.streamprocessor.topology;

import io.tocsin.streamprocessor.state.KeyedState;
import java.util.function.BiConsumer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** A logged store of Kafka Streams: its changes are part of the task's transaction. */
record StreamsState(KeyValueStore<String, byte[]> store) implements KeyedState {

    @Override
    public byte @Nullable [] get(String key) {
        return store.get(key);
    }

    @Override
    public void put(String key, byte[] value) {
        store.put(key, value);
    }

    @Override
    public void delete(String key) {
        store.delete(key);
    }

    @Override
    public void scan(String prefix, BiConsumer<String, byte[]> visitor) {
        try (StringSerializer serializer = new StringSerializer();
                KeyValueIterator<String, byte[]> entries = store.prefixScan(prefix, serializer)) {
            while (entries.hasNext()) {
                KeyValue<String, byte[]> entry = entries.next();
                visitor.accept(entry.key, entry.value);
            }
        }
    }
}
