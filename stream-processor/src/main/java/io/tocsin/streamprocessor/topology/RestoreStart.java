package io.tocsin.streamprocessor.topology;

import io.tocsin.streamprocessor.leaf.Cursor;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;

/** Where in a partition of {@code metrics} a restore has to begin, and what it may leave behind. */
public interface RestoreStart {

    /** The whole log. */
    RestoreStart BEGINNING = new RestoreStart() {
        @Override
        public OptionalLong offset(TopicPartition metrics) {
            return OptionalLong.empty();
        }

        @Override
        public Optional<Cursor> cursor(TopicPartition metrics) {
            return Optional.empty();
        }
    };

    /** @return the first offset to restore; empty for the beginning */
    OptionalLong offset(TopicPartition metrics);

    /** @return how far the partition's task has got by now, whoever has it; empty if that is not known */
    Optional<Cursor> cursor(TopicPartition metrics);
}
