package io.tocsin.collector.scrape.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * {@code tls_config}.
 *
 * @param authorities PEM; absent: those of the Java platform
 * @param certificate PEM, our own
 * @param key PEM, of the certificate
 * @param insecure nothing of the target's certificate is verified
 */
public record Tls(Optional<Path> authorities, Optional<Path> certificate, Optional<Path> key, boolean insecure) {

    public static final Tls DEFAULT = new Tls(Optional.empty(), Optional.empty(), Optional.empty(), false);
}
