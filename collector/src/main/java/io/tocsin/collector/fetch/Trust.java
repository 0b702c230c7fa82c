package io.tocsin.collector.fetch;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Trusts whom another trusts, and remembers until when the chain is good, also one that is not trusted: people want to
 * know of an expired certificate when it expired. One handshake each.
 */
final class Trust extends X509ExtendedTrustManager {

    private final X509ExtendedTrustManager other;
    private final boolean insecure;
    private @Nullable Instant earliest;

    /** @param insecure nothing is verified, the dates neither */
    Trust(X509ExtendedTrustManager other, boolean insecure) {
        this.other = other;
        this.insecure = insecure;
    }

    Optional<Instant> earliestExpiry() {
        return Optional.ofNullable(earliest);
    }

    private void note(X509Certificate[] chain) {
        earliest = Stream.of(chain)
                .map(certificate -> certificate.getNotAfter().toInstant())
                .min(Instant::compareTo)
                .orElse(null);
    }

    /** The platform does not look at the dates of a certificate that is itself among those trusted. */
    private void checkDates(X509Certificate[] chain) throws CertificateException {
        if (!insecure && chain.length > 0) {
            chain[0].checkValidity();
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        note(chain);
        other.checkServerTrusted(chain, type, socket);
        checkDates(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        note(chain);
        other.checkServerTrusted(chain, type, engine);
        checkDates(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        note(chain);
        other.checkServerTrusted(chain, type);
        checkDates(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        other.checkClientTrusted(chain, type, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        other.checkClientTrusted(chain, type, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        other.checkClientTrusted(chain, type);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return other.getAcceptedIssuers();
    }
}
