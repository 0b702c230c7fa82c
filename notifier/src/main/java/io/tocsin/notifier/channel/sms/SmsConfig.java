package io.tocsin.notifier.channel.sms;

import io.tocsin.notifier.channel.ChannelConfig;
import io.tocsin.notifier.channel.Credential;
import io.tocsin.notifier.channel.NotificationChannel;
import io.tocsin.notifier.channel.Surroundings;
import io.tocsin.notifier.channel.template.MessageTemplate;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * One telephone, {@code sms_configs}, by way of Twilio.
 *
 * @param account the account's SID
 * @param from a number of the account's, or the SID of a messaging service
 * @param to the number, as {@code +15551234567}
 * @param apiUrl Twilio's
 * @param sendResolved whether it is told that alerts are over
 * @param timeout of one attempt
 * @param templates {@code text}, where it is configured
 */
public record SmsConfig(
        Account account,
        String from,
        String to,
        URI apiUrl,
        boolean sendResolved,
        Duration timeout,
        Map<String, MessageTemplate> templates)
        implements ChannelConfig {

    public static final String DEFAULT_URL = "https://api.twilio.com";

    /** Who pays. */
    public record Account(String sid, Credential authToken) {}

    public SmsConfig {
        templates = Map.copyOf(templates);
    }

    @Override
    public String kind() {
        return "sms";
    }

    @Override
    public NotificationChannel open(Surroundings surroundings) {
        return new SmsChannel(this, surroundings);
    }
}
