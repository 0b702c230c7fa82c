package io.tocsin.notifier.channel;

import io.tocsin.notifier.channel.Delivery.Delivered;
import java.util.function.Consumer;

/** Prints notifications for people. A terminal cannot tell a repeat: after a crash it may show one again. */
public final class TerminalChannel implements NotificationChannel {

    private final Consumer<String> terminal;
    private final TerminalText text;

    /** @param terminal is given one whole notification at a time, of several lines, without a line feed at its end */
    public TerminalChannel(Consumer<String> terminal, TerminalText text) {
        this.terminal = terminal;
        this.text = text;
    }

    @Override
    public Delivery deliver(Outgoing outgoing) {
        terminal.accept(text.of(outgoing.notification()));
        return new Delivered();
    }

    @Override
    public int concurrency() {
        return 1;
    }

    @Override
    public void close() {
        // Whoever gave the terminal keeps it.
    }
}
