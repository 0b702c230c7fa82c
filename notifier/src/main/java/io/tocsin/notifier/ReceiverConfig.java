package io.tocsin.notifier;

import io.tocsin.notifier.channel.TerminalConfig;
import io.tocsin.notifier.channel.WebhookConfig;
import io.tocsin.notifier.group.Recipient;
import java.util.ArrayList;
import java.util.List;

/**
 * A receiver: a name, and the ways to reach whoever it stands for. All of them are told; with none, nobody is.
 *
 * @param webhooks {@code webhook_configs}; their integrations are called {@code webhook[0]}…
 * @param terminals {@code terminal_configs}; {@code terminal[0]}…
 */
public record ReceiverConfig(String name, List<WebhookConfig> webhooks, List<TerminalConfig> terminals) {

    public ReceiverConfig {
        webhooks = List.copyOf(webhooks);
        terminals = List.copyOf(terminals);
    }

    static String webhook(int index) {
        return "webhook[" + index + "]";
    }

    static String terminal(int index) {
        return "terminal[" + index + "]";
    }

    List<Recipient> recipients() {
        List<Recipient> recipients = new ArrayList<>();
        for (int i = 0; i < webhooks.size(); i++) {
            recipients.add(new Recipient(name, webhook(i), webhooks.get(i).sendResolved()));
        }
        for (int i = 0; i < terminals.size(); i++) {
            recipients.add(new Recipient(name, terminal(i), terminals.get(i).sendResolved()));
        }
        return recipients;
    }
}
