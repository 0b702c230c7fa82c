package io.tocsin.notifier.channel.email;

import io.tocsin.notifier.channel.ChannelConfig;
import io.tocsin.notifier.channel.NotificationChannel;
import io.tocsin.notifier.channel.Surroundings;
import io.tocsin.notifier.channel.template.MessageTemplate;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * E-mail, {@code email_configs} of Alertmanager.
 *
 * @param to one or more addresses, separated by commas
 * @param from the sender's address
 * @param server takes the mail
 * @param sendResolved whether it is told that alerts are over
 * @param timeout of one attempt
 * @param templates {@code text} and {@code html}, where they are configured
 * @param headers more of them, {@code Subject} among them, by name
 */
public record EmailConfig(
        MessageTemplate to,
        String from,
        SmtpServer server,
        boolean sendResolved,
        Duration timeout,
        Map<String, MessageTemplate> templates,
        Map<String, MessageTemplate> headers)
        implements ChannelConfig {

    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

    public EmailConfig {
        templates = Map.copyOf(templates);
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    @Override
    public String kind() {
        return "email";
    }

    @Override
    public NotificationChannel open(Surroundings surroundings) {
        return new EmailChannel(this, surroundings.links());
    }
}
