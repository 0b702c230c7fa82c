package io.tocsin.notifier.channel.config;

import io.tocsin.notifier.channel.Credential;
import io.tocsin.notifier.channel.HttpPost;
import io.tocsin.notifier.channel.template.MessageTemplate;
import io.tocsin.schemas.config.Secret;
import io.tocsin.schemas.config.YamlNode;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads one channel of a receiver. What is not as it should be is a problem, and absent. */
public final class ChannelSection {

    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

    private final YamlNode node;
    private final GlobalSection global;

    public ChannelSection(YamlNode node, GlobalSection global) {
        this.node = node;
        this.global = global;
    }

    public YamlNode node() {
        return node;
    }

    public Duration timeout(Duration dflt) {
        Duration timeout = node.duration("timeout", dflt);
        if (timeout.isPositive()) {
            return timeout;
        }
        // Alertmanager's 0 means none; every attempt has an end here.
        node.get("timeout").problem("must be longer than 0");
        return dflt;
    }

    /** A setting that {@code global:} may have, too. */
    public Optional<String> text(String key, String globalKey) {
        Optional<String> own = node.optionalString(key);
        return own.isPresent() ? own : global.node().optionalString(globalKey);
    }

    public boolean bool(String key, String globalKey, boolean dflt) {
        return node.bool(key, global.node().bool(globalKey, dflt));
    }

    /** This section's own, else that of {@code global:}, which may be absent. */
    public YamlNode section(String key, String globalKey) {
        YamlNode own = node.get(key);
        return own.isPresent() ? own : global.node().get(globalKey);
    }

    /** A secret at the key, or the name of its file at {@code key_file}; there has to be one. */
    public Optional<Credential> credential(String key) {
        return required(key, credential(node, key));
    }

    /** A secret that {@code global:} may have, too; there has to be one. */
    public Optional<Credential> credential(String key, String globalKey) {
        Optional<Credential> found = optionalCredential(key, globalKey);
        return has(global.node(), globalKey) ? found : required(key, found);
    }

    public Optional<Credential> optionalCredential(String key, String globalKey) {
        return has(node, key) ? credential(node, key) : credential(global.node(), globalKey);
    }

    private Optional<Credential> required(String key, Optional<Credential> found) {
        if (!has(node, key)) {
            node.problem("needs " + key + " or " + key + "_file");
        }
        return found;
    }

    private static boolean has(YamlNode node, String key) {
        return node.get(key).isPresent() || node.get(key + "_file").isPresent();
    }

    private static Optional<Credential> credential(YamlNode node, String key) {
        Optional<Secret> value = node.secret(key);
        YamlNode fileNode = node.get(key + "_file");
        if (value.isPresent() && fileNode.isPresent()) {
            node.problem("has both " + key + " and " + key + "_file; give one");
            return Optional.empty();
        }
        if (value.isPresent()) {
            if (value.get().isEmpty()) {
                node.get(key).problem("is empty");
            }
            return value.map(Credential::of);
        }
        return fileNode.isPresent() ? Optional.of(Credential.in(readable(fileNode))) : Optional.empty();
    }

    /** A file beside the configuration. */
    public static Path readable(YamlNode node) {
        Path file = Path.of(node.position().file()).resolveSibling(node.text());
        if (!Files.isReadable(file)) {
            node.problem("there is no file " + file + " that can be read");
        }
        return file;
    }

    /** A URL that is no secret. */
    public URI url(String key, String globalKey, String dflt) {
        YamlNode found = section(key, globalKey);
        URI url = HttpPost.address(found.isPresent() ? found.text() : dflt);
        if (url != null) {
            return url;
        }
        found.problem("must be an http or https URL");
        return URI.create(dflt);
    }

    /** A URL that is a secret, where the configuration has it and not a file. */
    public void checkUrl(String key, String globalKey) {
        YamlNode found = section(key, globalKey);
        if (found.isPresent() && HttpPost.address(found.text().strip()) == null) {
            found.problem("must be an http or https URL");
        }
    }

    public Optional<MessageTemplate> template(String key) {
        YamlNode child = node.get(key);
        return child.isPresent() ? template(child) : Optional.empty();
    }

    public Optional<MessageTemplate> template(YamlNode child) {
        return global.templates().parse(child, child.text(), global.problems());
    }

    /** Those that there are. */
    public Map<String, MessageTemplate> templates(Collection<String> keys) {
        Map<String, MessageTemplate> templates = new LinkedHashMap<>();
        keys.forEach(key -> template(key).ifPresent(template -> templates.put(key, template)));
        return templates;
    }

    /** Names to templates. */
    public Map<String, MessageTemplate> templates(String key) {
        Map<String, MessageTemplate> templates = new LinkedHashMap<>();
        node.get(key).entries().forEach((name, child) -> {
            if (child.isPresent()) {
                template(child).ifPresent(template -> templates.put(name, template));
            }
        });
        return templates;
    }
}
