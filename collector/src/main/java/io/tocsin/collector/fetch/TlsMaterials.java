package io.tocsin.collector.fetch;

import io.tocsin.collector.scrape.config.Tls;
import io.tocsin.collector.scrape.http.TlsContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** The certificates of the configuration, read again when a file has changed. Thread-safe. */
final class TlsMaterials {

    private final Map<Tls, Material> known = new HashMap<>();

    @SuppressWarnings("ArrayRecordComponent") // As the platform wants it.
    private record Material(
            KeyManager @Nullable [] ours, X509ExtendedTrustManager theirs, List<Optional<FileTime>> changed) {}

    /**
     * For one handshake: no session goes on with what an earlier one has verified.
     *
     * @param trust gets what can be asked about the certificate, also when the handshake has failed
     * @throws FetchException if a file cannot be used; the message names it
     */
    SSLSocketFactory sockets(Tls tls, Consumer<Trust> trust) throws FetchException {
        try {
            Material material = material(tls);
            Trust checked = new Trust(material.theirs, tls.insecure());
            trust.accept(checked);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(material.ours, new TrustManager[] {checked}, null);
            return context.getSocketFactory();
        } catch (IOException | GeneralSecurityException e) {
            throw new FetchException(
                    FetchFailure.Reason.CONFIGURATION, "the TLS settings cannot be used: " + e.getMessage());
        }
    }

    private synchronized Material material(Tls tls) throws IOException, GeneralSecurityException {
        List<Optional<FileTime>> changed = Stream.of(tls.authorities(), tls.certificate(), tls.key())
                .map(file -> file.flatMap(TlsMaterials::changed))
                .toList();
        Material material = known.get(tls);
        if (material == null || !material.changed.equals(changed)) {
            material = new Material(TlsContext.ours(tls), theirs(tls), changed);
            known.put(tls, material);
        }
        return material;
    }

    private static Optional<FileTime> changed(Path file) {
        try {
            return Optional.of(Files.getLastModifiedTime(file));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static X509ExtendedTrustManager theirs(Tls tls) throws IOException, GeneralSecurityException {
        TrustManager[] configured = TlsContext.theirs(tls);
        for (TrustManager each : configured == null ? platform() : configured) {
            if (each instanceof X509ExtendedTrustManager extended) {
                return extended;
            }
        }
        throw new GeneralSecurityException("the platform has no trust manager for X.509");
    }

    private static TrustManager[] platform() throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        return factory.getTrustManagers();
    }
}
