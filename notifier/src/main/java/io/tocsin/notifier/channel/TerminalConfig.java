package io.tocsin.notifier.channel;

import java.util.Optional;

/**
 * The terminal the notifier runs in, {@code terminal_configs}.
 *
 * @param sendResolved whether to show that alerts are over
 * @param colours whether to use ANSI colours; empty: if it is a terminal, and {@code NO_COLOR} is not set
 */
public record TerminalConfig(boolean sendResolved, Optional<Boolean> colours) {

    public static final TerminalConfig DEFAULT = new TerminalConfig(true, Optional.empty());
}
