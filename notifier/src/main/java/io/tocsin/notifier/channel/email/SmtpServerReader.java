package io.tocsin.notifier.channel.email;

import io.tocsin.notifier.channel.config.ChannelSection;
import io.tocsin.notifier.channel.config.RefusedKeys;
import io.tocsin.schemas.config.YamlNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads whom mail is handed to, from an element of {@code email_configs} and from {@code global:}. */
final class SmtpServerReader {

    private static final int IMPLICIT_TLS_PORT = 465;
    private static final int MAX_PORT = 65_535;

    private SmtpServerReader() {}

    static Optional<SmtpServer> read(ChannelSection section) {
        Optional<SmtpServer.Login> login = login(section);
        String hello = section.text("hello", "smtp_hello").orElse("localhost");
        boolean required = section.bool("require_tls", "smtp_require_tls", true);
        YamlNode smarthost = section.section("smarthost", "smtp_smarthost");
        if (!smarthost.isPresent()) {
            section.node().problem("needs smarthost, or smtp_smarthost in global");
            return Optional.empty();
        }
        String text = smarthost.text();
        int colon = text.lastIndexOf(':');
        int port = colon < 0 ? -1 : port(text.substring(colon + 1));
        String host = colon < 0 ? "" : text.substring(0, colon).replaceAll("^\\[(.*)]$", "$1");
        if (port < 0 || host.isBlank()) {
            smarthost.problem("must be host:port, such as smtp.example.org:587");
            return Optional.empty();
        }
        boolean implicit = section.bool("force_implicit_tls", "smtp_force_implicit_tls", port == IMPLICIT_TLS_PORT);
        return Optional.of(new SmtpServer(host, port, hello, login, tls(section, required, implicit)));
    }

    private static int port(String text) {
        if (!text.matches("[0-9]{1,5}")) {
            return -1;
        }
        int port = Integer.parseInt(text);
        return port == 0 || port > MAX_PORT ? -1 : port;
    }

    private static Optional<SmtpServer.Login> login(ChannelSection section) {
        Optional<String> user = section.text("auth_username", "smtp_auth_username");
        if (user.isEmpty() || user.get().isEmpty()) {
            if (section.node().get("auth_password").isPresent()
                    || section.node().get("auth_password_file").isPresent()) {
                section.node().problem("has a password and no auth_username");
            }
            return Optional.empty();
        }
        return section.credential("auth_password", "smtp_auth_password")
                .map(password -> new SmtpServer.Login(user.get(), password));
    }

    private static SmtpServer.Tls tls(ChannelSection section, boolean required, boolean implicit) {
        YamlNode node = section.section("tls_config", "smtp_tls_config");
        RefusedKeys refused = new RefusedKeys();
        for (String key :
                List.of("cert_file", "key_file", "cert", "key", "ca", "server_name", "min_version", "max_version")) {
            refused.add(key, "there are ca_file and insecure_skip_verify");
        }
        refused.check(node, List.of("ca_file", "insecure_skip_verify"));
        YamlNode caFile = node.get("ca_file");
        Optional<Path> ca = caFile.isPresent() ? Optional.of(ChannelSection.readable(caFile)) : Optional.empty();
        return new SmtpServer.Tls(required, implicit, ca, node.bool("insecure_skip_verify", false));
    }
}
