package io.tocsin.collector.fetch;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;

/** Says in words why a handshake failed. */
final class TlsTrouble {

    private static final int DEEPEST = 10;

    private TlsTrouble() {}

    static String text(Throwable failure) {
        if (find(failure, CertificateExpiredException.class).isPresent()) {
            return "the certificate has expired";
        }
        if (find(failure, CertificateNotYetValidException.class).isPresent()) {
            return "the certificate is not valid yet";
        }
        if (find(failure, CertPathBuilderException.class).isPresent()) {
            return "nobody whom we trust has signed the certificate; tls_config.ca_file names whom to trust";
        }
        return find(failure, CertificateException.class)
                .map(e -> "the certificate is not accepted: " + e.getMessage())
                .orElseGet(() -> "no TLS handshake: " + failure.getMessage());
    }

    private static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> type) {
        Throwable at = failure;
        for (int depth = 0; at != null && depth < DEEPEST; depth++) {
            if (type.isInstance(at)) {
                return Optional.of(type.cast(at));
            }
            at = at.getCause();
        }
        return Optional.empty();
    }
}
