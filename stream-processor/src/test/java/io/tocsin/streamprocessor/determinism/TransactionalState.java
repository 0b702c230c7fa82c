package io.tocsin.streamprocessor.determinism;

import io.tocsin.streamprocessor.state.KeyedState;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A state that knows transactions: what was not committed is gone after a crash. */
final class TransactionalState implements KeyedState {

    private final TreeMap<String, byte[]> current = new TreeMap<>();
    private final TreeMap<String, Optional<byte[]>> undo = new TreeMap<>();

    @Override
    public byte @Nullable [] get(String key) {
        return current.get(key);
    }

    @Override
    public void put(String key, byte[] value) {
        remember(key);
        current.put(key, value);
    }

    @Override
    public void delete(String key) {
        remember(key);
        current.remove(key);
    }

    private void remember(String key) {
        undo.putIfAbsent(key, Optional.ofNullable(current.get(key)));
    }

    @Override
    public void scan(String prefix, BiConsumer<String, byte[]> visitor) {
        for (Map.Entry<String, byte[]> entry : current.tailMap(prefix).entrySet()) {
            if (!entry.getKey().startsWith(prefix)) {
                return;
            }
            visitor.accept(entry.getKey(), entry.getValue());
        }
    }

    void commit() {
        undo.clear();
    }

    void abort() {
        undo.forEach(
                (key, before) -> before.ifPresentOrElse(value -> current.put(key, value), () -> current.remove(key)));
        undo.clear();
    }
}
