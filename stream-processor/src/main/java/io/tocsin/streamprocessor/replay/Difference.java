package io.tocsin.streamprocessor.replay;

import io.tocsin.schemas.avro.AlertTransition;
import java.util.List;

/** One transition that is not the same in the replay and in the record. */
public sealed interface Difference {

    AlertTransition transition();

    /** It was told then, and the replay does not have it. */
    record OnlyRecorded(AlertTransition transition) implements Difference {}

    /** The replay has it, and it was not told then. */
    record OnlyReplayed(AlertTransition transition) implements Difference {}

    /**
     * Both have it, with other contents.
     *
     * @param transition the replayed one
     * @param fields that differ, each as {@code name: recorded → replayed}
     */
    record Changed(AlertTransition transition, List<String> fields) implements Difference {

        public Changed {
            fields = List.copyOf(fields);
        }
    }
}
