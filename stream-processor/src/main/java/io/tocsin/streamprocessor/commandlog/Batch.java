package io.tocsin.streamprocessor.commandlog;

import io.tocsin.schemas.avro.Command;
import java.util.List;

/**
 * What is handed to a consumer: commands in the order of the log.
 *
 * @param cursor where to go on after all of them
 */
public record Batch(List<Handed> commands, Cursor cursor) {

    /**
     * One command.
     *
     * @param expiresInMillis it may be obeyed for so long from now on
     * @param cursor where to go on after it
     */
    public record Handed(Command command, long expiresInMillis, Cursor cursor) {}

    public Batch {
        commands = List.copyOf(commands);
    }
}
