package io.tocsin.notifier;

import io.tocsin.notifier.channel.Links;
import io.tocsin.notifier.channel.NotificationChannel;
import io.tocsin.notifier.channel.TerminalChannel;
import io.tocsin.notifier.channel.TerminalConfig;
import io.tocsin.notifier.channel.TerminalText;
import io.tocsin.notifier.channel.WebhookChannel;
import io.tocsin.notifier.send.Sender.Address;
import java.io.Console;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Makes the channels a configuration asks for. */
record Channels(Links links, Consumer<String> terminal, InstantSource clock) {

    Map<Address, NotificationChannel> of(Collection<ReceiverConfig> receivers) {
        Map<Address, NotificationChannel> channels = new LinkedHashMap<>();
        for (ReceiverConfig receiver : receivers) {
            for (int i = 0; i < receiver.webhooks().size(); i++) {
                channels.put(
                        new Address(receiver.name(), ReceiverConfig.webhook(i)),
                        new WebhookChannel(receiver.webhooks().get(i), links, clock));
            }
            for (int i = 0; i < receiver.terminals().size(); i++) {
                channels.put(
                        new Address(receiver.name(), ReceiverConfig.terminal(i)),
                        new TerminalChannel(terminal, text(receiver.terminals().get(i))));
            }
        }
        return channels;
    }

    private static TerminalText text(TerminalConfig config) {
        boolean terminal =
                Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
        boolean wanted = System.getenv("NO_COLOR") == null && terminal;
        return new TerminalText(config.colours().orElse(wanted), ZoneId.systemDefault());
    }
}
