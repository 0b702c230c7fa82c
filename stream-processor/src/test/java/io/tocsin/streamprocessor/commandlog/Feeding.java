package io.tocsin.streamprocessor.commandlog;

import io.tocsin.schemas.avro.Command;

/** Does what the reader of the log does. */
public final class Feeding {

    private Feeding() {}

    /** The log has this command, and no other. */
    public static void give(CommandHistory history, int partition, Command command) {
        complete(history);
        history.add(partition, 0, command);
    }

    public static void complete(CommandHistory history) {
        history.opened("log");
        history.completed();
    }
}
