package io.tocsin.notifier.channel;

import java.io.Console;
import java.time.ZoneId;
import java.util.Optional;

/**
 * The terminal the notifier runs in, {@code terminal_configs}.
 *
 * @param sendResolved whether to show that alerts are over
 * @param colours whether to use ANSI colours; empty: if it is a terminal, and {@code NO_COLOR} is not set
 */
public record TerminalConfig(boolean sendResolved, Optional<Boolean> colours) implements ChannelConfig {

    public static final TerminalConfig DEFAULT = new TerminalConfig(true, Optional.empty());

    @Override
    public String kind() {
        return "terminal";
    }

    @Override
    public NotificationChannel open(Surroundings surroundings) {
        boolean terminal =
                Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
        boolean wanted = System.getenv("NO_COLOR") == null && terminal;
        TerminalText text = new TerminalText(colours.orElse(wanted), ZoneId.systemDefault());
        return new TerminalChannel(surroundings.terminal(), text);
    }
}
