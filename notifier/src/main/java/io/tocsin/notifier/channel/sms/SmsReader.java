package io.tocsin.notifier.channel.sms;

import io.tocsin.notifier.channel.Credential;
import io.tocsin.notifier.channel.config.ChannelSection;
import io.tocsin.notifier.channel.config.GlobalSection;
import io.tocsin.notifier.channel.template.MessageTemplate;
import io.tocsin.schemas.config.YamlNode;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads an element of {@code sms_configs}. */
public final class SmsReader {

    private static final String NUMBER = "\\+[1-9][0-9]{1,14}";

    private SmsReader() {}

    public static Optional<SmsConfig> read(YamlNode node, GlobalSection global) {
        node.allowOnly(
                "send_resolved",
                "account_sid",
                "auth_token",
                "auth_token_file",
                "from",
                "to",
                "text",
                "api_url",
                "timeout");
        ChannelSection section = new ChannelSection(node, global);
        Optional<Credential> token = section.credential("auth_token", "sms_auth_token");
        String account = needed(section, "account_sid", "sms_account_sid");
        String from = needed(section, "from", "sms_from");
        String to = node.requiredString("to");
        if (!account.matches("[A-Za-z0-9]*")) {
            section.section("account_sid", "sms_account_sid").problem("must be letters and digits, as Twilio shows it");
        }
        if (!to.isEmpty() && !to.matches(NUMBER)) {
            node.get("to").problem("must be one number such as +15551234567; for several, give several sms_configs");
        }
        URI url = section.url("api_url", "sms_api_url", SmsConfig.DEFAULT_URL);
        boolean sendResolved = node.bool("send_resolved", false);
        Duration timeout = section.timeout(ChannelSection.DEFAULT_TIMEOUT);
        Map<String, MessageTemplate> templates = section.templates(List.of("text"));
        return token.map(secret ->
                new SmsConfig(new SmsConfig.Account(account, secret), from, to, url, sendResolved, timeout, templates));
    }

    private static String needed(ChannelSection section, String key, String globalKey) {
        String text = section.text(key, globalKey).orElse("").strip();
        if (text.isEmpty()) {
            section.node().problem("needs " + key + ", or " + globalKey + " in global");
        }
        return text;
    }
}
