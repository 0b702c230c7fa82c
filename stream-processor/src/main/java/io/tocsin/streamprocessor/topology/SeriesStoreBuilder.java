package io.tocsin.streamprocessor.topology;

import io.tocsin.streamprocessor.intake.MetricsIntake;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.streams.state.StoreBuilder;

/** Builds a {@link SeriesStateStore} a task. There is nothing to switch: its changelog is its source. */
record SeriesStoreBuilder(String name, Supplier<MetricsIntake> newIntake, RestoreStart restoreStart)
        implements StoreBuilder<SeriesStateStore> {

    @Override
    public SeriesStateStore build() {
        return new SeriesStateStore(name, newIntake, restoreStart);
    }

    @Override
    public StoreBuilder<SeriesStateStore> withCachingEnabled() {
        return this;
    }

    @Override
    public StoreBuilder<SeriesStateStore> withCachingDisabled() {
        return this;
    }

    @Override
    public StoreBuilder<SeriesStateStore> withLoggingEnabled(Map<String, String> config) {
        return this;
    }

    @Override
    public StoreBuilder<SeriesStateStore> withLoggingDisabled() {
        return this;
    }

    @Override
    public Map<String, String> logConfig() {
        return Map.of();
    }

    @Override
    public boolean loggingEnabled() {
        return false;
    }
}
