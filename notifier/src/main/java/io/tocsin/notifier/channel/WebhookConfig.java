package io.tocsin.notifier.channel;

import io.tocsin.schemas.config.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A webhook, {@code webhook_configs} of Alertmanager. Exactly one of {@code url} and {@code urlFile} is given.
 *
 * @param url may hold a token, so it is a secret
 * @param urlFile holds the URL; read for every attempt, so that it can be changed while the notifier runs
 * @param sendResolved whether it is told that alerts are over
 * @param maxAlerts at most so many alerts in a message; 0: all
 * @param timeout of one attempt
 */
public record WebhookConfig(
        Optional<Secret> url, Optional<Path> urlFile, boolean sendResolved, int maxAlerts, Duration timeout) {

    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

    public WebhookConfig {
        if (url.isPresent() == urlFile.isPresent() || maxAlerts < 0 || !timeout.isPositive()) {
            throw new IllegalArgumentException("one of url and url_file, max_alerts >= 0, timeout > 0");
        }
    }

    /** With Alertmanager's defaults. */
    public static WebhookConfig to(Secret url) {
        return new WebhookConfig(Optional.of(url), Optional.empty(), true, 0, DEFAULT_TIMEOUT);
    }

    /** @throws IOException if there is a file and it cannot be read */
    String address() throws IOException {
        return url.isPresent()
                ? url.get().reveal().strip()
                : Files.readString(urlFile.orElseThrow()).strip();
    }

    /** @return null if the text is no URL that can be posted to */
    public static @Nullable URI parse(String address) {
        try {
            URI uri = new URI(address);
            boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            return http && uri.getHost() != null ? uri : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
