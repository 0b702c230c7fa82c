package io.tocsin.streamprocessor.topology;

import io.tocsin.streamprocessor.intake.Intake;
import io.tocsin.streamprocessor.intake.MetricsIntake;
import io.tocsin.streamprocessor.intake.SourceRecord;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreCallback;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.jspecify.annotations.Nullable;

/**
 * A partition's series as a store of Kafka Streams whose changelog is the topic {@code metrics} itself: a restore runs
 * the log through the same intake as the processing, from where the task's look-back begins to where it had got to.
 * Nothing is written a second time.
 *
 * <p>It calls itself persistent and manages its own offsets only to be asked, by {@link #committedOffset}, where the
 * restore begins; the samples live on the heap.
 */
final class SeriesStateStore implements StateStore {

    private final String name;
    private final Supplier<MetricsIntake> newIntake;
    private final RestoreStart restoreStart;
    private @Nullable MetricsIntake intake;
    private @Nullable Shedding shedding;
    private boolean open;

    SeriesStateStore(String name, Supplier<MetricsIntake> newIntake, RestoreStart restoreStart) {
        this.name = name;
        this.newIntake = newIntake;
        this.restoreStart = restoreStart;
    }

    MetricsIntake intake() {
        return Objects.requireNonNull(intake, "the store has not been opened");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        intake = newIntake.get();
        StateRestoreCallback restore = this::restore;
        context.register(root, restore);
        open = true;
    }

    private void restore(byte[] key, byte @Nullable [] value) {
        OptionalLong tick = intake().accept(new SourceRecord(key, value, SourceRecord.UNKNOWN_OFFSET), Intake.SILENT);
        if (shedding != null && tick.isPresent()) {
            shedding.ticked(tick.getAsLong());
        }
    }

    @Override
    public @Nullable Long committedOffset(TopicPartition partition) {
        shedding = new Shedding(intake(), () -> restoreStart.cursor(partition));
        OptionalLong start = restoreStart.offset(partition);
        if (start.isEmpty() || start.getAsLong() == 0) {
            return null;
        }
        intake().beginInTheMiddle();
        // The last offset that the store already holds: the restore begins behind it.
        return start.getAsLong() - 1;
    }

    /** Deprecated on arrival (it will be the rule one day), but without it nobody asks for the committed offset. */
    @SuppressWarnings("deprecation")
    @Override
    public boolean managesOffsets() {
        return true;
    }

    @Override
    public boolean persistent() {
        return true;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        open = false;
        if (intake != null) {
            intake.store().clear();
        }
    }
}
