package io.tocsin.streamprocessor.commandlog;

import io.tocsin.schemas.avro.Command;

/**
 * A command and how it stands.
 *
 * @param reversedBy the identifier of the command that takes it back; empty: none does
 */
public record ListedCommand(Command command, CommandState state, String reversedBy) {}
