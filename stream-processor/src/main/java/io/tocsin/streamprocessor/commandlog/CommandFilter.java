package io.tocsin.streamprocessor.commandlog;

import io.tocsin.schemas.avro.Command;

/**
 * Which commands are wanted.
 *
 * @param name empty: any
 * @param target empty: any
 * @param since decided for this instant or a later one, in milliseconds
 * @param limit at most so many
 */
public record CommandFilter(String name, String target, long since, int limit) {

    boolean takes(Command command) {
        return (name.isEmpty() || name.equals(command.getName()))
                && (target.isEmpty() || target.equals(command.getTarget()))
                && command.getAt() >= since;
    }
}
