package io.tocsin.notifier.channel.email;

import io.tocsin.notifier.channel.config.ChannelSection;
import io.tocsin.notifier.channel.config.GlobalSection;
import io.tocsin.notifier.channel.config.RefusedKeys;
import io.tocsin.notifier.channel.template.MessageTemplate;
import io.tocsin.schemas.config.YamlNode;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads an element of {@code email_configs}. */
public final class EmailReader {

    private static final List<String> KNOWN = List.of(
            "send_resolved",
            "to",
            "from",
            "smarthost",
            "hello",
            "auth_username",
            "auth_password",
            "auth_password_file",
            "require_tls",
            "force_implicit_tls",
            "tls_config",
            "headers",
            "html",
            "text",
            "timeout");

    /** Ours to set: they make the message what it is. */
    private static final Set<String> OWN_HEADERS = Set.of(
            "from",
            "to",
            "cc",
            "bcc",
            "sender",
            "date",
            "message-id",
            "in-reply-to",
            "references",
            "mime-version",
            "content-type",
            "content-transfer-encoding");

    private static final String HEADER_NAME = "[A-Za-z0-9-]{1,64}";

    private EmailReader() {}

    public static Optional<EmailConfig> read(YamlNode node, GlobalSection global) {
        refused().check(node, KNOWN);
        ChannelSection section = new ChannelSection(node, global);
        Optional<SmtpServer> server = SmtpServerReader.read(section);
        String from = section.text("from", "smtp_from").orElse("").strip();
        if (from.isEmpty()) {
            node.problem("needs from, or smtp_from in global");
        } else if (Addresses.parse(from).size() != 1) {
            section.section("from", "smtp_from").problem("must be one address");
        }
        Optional<MessageTemplate> to = to(section);
        boolean sendResolved = node.bool("send_resolved", false);
        Duration timeout = section.timeout(EmailConfig.DEFAULT_TIMEOUT);
        Map<String, MessageTemplate> templates = section.templates(List.of("text", "html"));
        Map<String, MessageTemplate> headers = headers(section);
        return to.isPresent() && server.isPresent()
                ? Optional.of(new EmailConfig(to.get(), from, server.get(), sendResolved, timeout, templates, headers))
                : Optional.empty();
    }

    private static Optional<MessageTemplate> to(ChannelSection section) {
        String text = section.node().requiredString("to");
        Optional<MessageTemplate> to = section.template("to");
        if (!text.isEmpty()
                && to.map(MessageTemplate::isPlain).orElse(false)
                && Addresses.parse(text).isEmpty()) {
            section.node().get("to").problem("must be one or more addresses, separated by commas");
        }
        return to;
    }

    private static Map<String, MessageTemplate> headers(ChannelSection section) {
        Set<String> seen = new HashSet<>();
        section.node().get("headers").entries().forEach((name, child) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!name.matches(HEADER_NAME)) {
                child.problem("is no name of a header");
            } else if (OWN_HEADERS.contains(lower)) {
                child.problem("is set by Tocsin; addresses are given as from and to");
            } else if (!seen.add(lower)) {
                child.problem("is given twice");
            }
        });
        return section.templates("headers");
    }

    private static RefusedKeys refused() {
        RefusedKeys refused = new RefusedKeys();
        for (String key : List.of("auth_secret", "auth_secret_file", "auth_identity")) {
            refused.add(key, "the mechanisms are PLAIN and LOGIN, with auth_username and auth_password");
        }
        return refused.add("threading", "mails of one group are always one thread; take it away");
    }
}
