package io.tocsin.streamprocessor.topology;

import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;

/** Where in a partition of {@code metrics} a restore has to begin. */
@FunctionalInterface
public interface RestoreStart {

    /** The whole log. */
    RestoreStart BEGINNING = partition -> OptionalLong.empty();

    /** @return the first offset to restore; empty for the beginning */
    OptionalLong offset(TopicPartition metrics);
}
