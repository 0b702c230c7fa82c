package io.tocsin.notifier;

import io.tocsin.notifier.channel.TerminalConfig;
import io.tocsin.notifier.channel.WebhookConfig;
import io.tocsin.schemas.config.Secret;
import io.tocsin.schemas.config.YamlNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the section {@code receivers:}. */
final class ReceiverReader {

    private ReceiverReader() {}

    /** @return by name, in the order of the file */
    static Map<String, ReceiverConfig> read(YamlNode section) {
        Map<String, ReceiverConfig> receivers = new LinkedHashMap<>();
        for (YamlNode node : section.elements()) {
            node.allowOnly("name", "webhook_configs", "terminal_configs");
            String name = node.requiredString("name");
            if (name.lines().count() > 1) {
                node.get("name").problem("must stand on one line");
            }
            ReceiverConfig receiver = new ReceiverConfig(name, webhooks(node), terminals(node));
            if (receivers.putIfAbsent(name, receiver) != null) {
                node.get("name").problem("there is another receiver \"" + name + "\" above");
            }
        }
        return receivers;
    }

    private static List<WebhookConfig> webhooks(YamlNode receiver) {
        List<WebhookConfig> webhooks = new ArrayList<>();
        for (YamlNode node : receiver.list("webhook_configs")) {
            webhook(node).ifPresent(webhooks::add);
        }
        return webhooks;
    }

    private static Optional<WebhookConfig> webhook(YamlNode node) {
        node.allowOnly("url", "url_file", "send_resolved", "max_alerts", "timeout");
        Optional<Secret> url = node.secret("url");
        Optional<Path> urlFile = node.optionalString("url_file").map(file -> beside(node, file));
        boolean sendResolved = node.bool("send_resolved", true);
        int maxAlerts = node.integer("max_alerts", 0);
        Duration timeout = node.duration("timeout", WebhookConfig.DEFAULT_TIMEOUT);
        if (maxAlerts < 0) {
            node.get("max_alerts").problem("must not be negative; 0 means all");
        }
        if (!timeout.isPositive()) {
            node.get("timeout").problem("must be longer than 0");
        }
        if (url.isPresent() == urlFile.isPresent()) {
            node.problem(url.isPresent() ? "has both url and url_file; give one" : "needs url or url_file");
            return Optional.empty();
        }
        check(node, url, urlFile);
        return maxAlerts < 0 || !timeout.isPositive()
                ? Optional.empty()
                : Optional.of(new WebhookConfig(url, urlFile, sendResolved, maxAlerts, timeout));
    }

    private static void check(YamlNode node, Optional<Secret> url, Optional<Path> urlFile) {
        if (url.isPresent() && WebhookConfig.parse(url.get().reveal().strip()) == null) {
            node.get("url").problem("must be an http or https URL");
        }
        if (urlFile.isPresent() && !Files.isReadable(urlFile.get())) {
            node.get("url_file").problem("there is no file " + urlFile.get() + " that can be read");
        }
    }

    /** Relative to the configuration file. */
    private static Path beside(YamlNode node, String file) {
        return Path.of(node.position().file()).resolveSibling(file);
    }

    private static List<TerminalConfig> terminals(YamlNode receiver) {
        List<TerminalConfig> terminals = new ArrayList<>();
        for (YamlNode node : receiver.list("terminal_configs")) {
            node.allowOnly("send_resolved", "colours");
            Optional<Boolean> colours =
                    node.get("colours").isPresent() ? Optional.of(node.bool("colours", false)) : Optional.empty();
            terminals.add(new TerminalConfig(node.bool("send_resolved", true), colours));
        }
        return terminals;
    }
}
