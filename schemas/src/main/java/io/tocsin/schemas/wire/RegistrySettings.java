package io.tocsin.schemas.wire;

import io.tocsin.schemas.config.RegistryConfig;
import io.tocsin.schemas.config.Secret;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigException;

/** Reads a registry from a Kafka client's settings, under Confluent's names. */
final class RegistrySettings {

    private RegistrySettings() {}

    /** @return empty without a URL */
    static Optional<RegistryClient> client(Map<String, ?> settings) {
        Optional<String> url = text(settings, "schema.registry.url");
        return url.map(address -> new RegistryClient(config(address, settings)));
    }

    private static RegistryConfig config(String url, Map<String, ?> settings) {
        Optional<String> userInfo =
                text(settings, "basic.auth.user.info").or(() -> text(settings, "schema.registry.basic.auth.user.info"));
        int colon = userInfo.map(info -> info.indexOf(':')).orElse(0);
        if (colon < 0) {
            throw new ConfigException("basic.auth.user.info must be user:password");
        }
        return RegistryConfig.of(
                url,
                userInfo.map(info -> info.substring(0, colon)),
                userInfo.map(info -> new Secret(info.substring(colon + 1))));
    }

    private static Optional<String> text(Map<String, ?> settings, String key) {
        return Optional.ofNullable(settings.get(key)).map(String::valueOf).filter(text -> !text.isBlank());
    }
}
