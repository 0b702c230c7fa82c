package io.tocsin.schemas.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Optional;

/**
 * A schema registry with Confluent's HTTP API.
 *
 * @param url without a trailing slash, such as {@code http://registry:8081}
 * @param timeout of one call
 * @param serializer a class to write records with instead of this program's own, such as Confluent's
 * @param deserializer a class to read them with
 */
public record RegistryConfig(
        String url,
        Optional<String> username,
        Optional<Secret> password,
        Duration timeout,
        Optional<String> serializer,
        Optional<String> deserializer) {

    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);

    /** Without credentials. */
    public static RegistryConfig of(String url) {
        return of(url, Optional.empty(), Optional.empty());
    }

    /** With this program's own way to read and write. */
    public static RegistryConfig of(String url, Optional<String> username, Optional<Secret> password) {
        String plain = url.replaceAll("/+$", "");
        return new RegistryConfig(plain, username, password, DEFAULT_TIMEOUT, Optional.empty(), Optional.empty());
    }

    static Optional<RegistryConfig> read(YamlNode section, Problems problems) {
        if (!section.isPresent()) {
            return Optional.empty();
        }
        section.allowOnly("url", "username", "password", "timeout", "serializer", "deserializer");
        String url = section.requiredString("url");
        if (!url.isEmpty() && !isAddress(url)) {
            YamlNode at = section.get("url");
            problems.add(at.position(), at.path(), "must be http://host:port/path or https://…, with no user in it");
        }
        Duration timeout = section.duration("timeout", DEFAULT_TIMEOUT);
        if (timeout.isZero()) {
            YamlNode at = section.get("timeout");
            problems.add(at.position(), at.path(), "must be more than 0s");
        }
        return Optional.of(new RegistryConfig(
                url.replaceAll("/+$", ""),
                section.optionalString("username"),
                section.secret("password"),
                timeout,
                section.optionalString("serializer"),
                section.optionalString("deserializer")));
    }

    /** A user in the address would be a secret that prints; it has its own keys. */
    private static boolean isAddress(String url) {
        try {
            URI address = new URI(url);
            boolean http = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
            return http && address.getHost() != null && address.getRawUserInfo() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
