package io.tocsin.collector.scrape.http;

import io.tocsin.collector.scrape.config.Tls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** {@code tls_config} for Java, which wants key stores where people have PEM files. */
public final class TlsContext {

    private static final char[] NO_PASSWORD = {};
    private static final Pattern KEY = Pattern.compile("-----BEGIN ([A-Z ]*)PRIVATE KEY-----([^-]*)-----END");

    private TlsContext() {}

    /** @throws IOException if a file cannot be read or is not what it should be; the message names the file */
    static SSLContext of(Tls tls) throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(ours(tls), theirs(tls), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("the TLS settings cannot be used: " + e.getMessage(), e);
        }
    }

    /** @return null: we show no certificate */
    public static KeyManager @Nullable [] ours(Tls tls) throws IOException, GeneralSecurityException {
        if (tls.certificate().isEmpty() || tls.key().isEmpty()) {
            return null;
        }
        KeyStore store = emptyStore();
        Certificate[] chain = certificates(tls.certificate().get()).toArray(Certificate[]::new);
        store.setKeyEntry("ours", key(tls.key().get()), NO_PASSWORD, chain);
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return factory.getKeyManagers();
    }

    /** @return null: those whom the Java platform trusts */
    public static TrustManager @Nullable [] theirs(Tls tls) throws IOException, GeneralSecurityException {
        if (tls.insecure()) {
            return new TrustManager[] {new Anybody()};
        }
        if (tls.authorities().isEmpty()) {
            return null;
        }
        KeyStore store = emptyStore();
        for (Certificate authority : certificates(tls.authorities().get())) {
            store.setCertificateEntry("authority-" + store.size(), authority);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, NO_PASSWORD);
        return store;
    }

    private static Collection<? extends Certificate> certificates(Path file) throws IOException {
        try {
            byte[] pem = Files.readAllBytes(file);
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem));
            if (found.isEmpty()) {
                throw new IOException("no certificate in " + file);
            }
            return found;
        } catch (GeneralSecurityException e) {
            throw new IOException("not a PEM file of certificates: " + file, e);
        }
    }

    /** PKCS #8 only: what its text says of itself is the same for every kind of key. */
    private static PrivateKey key(Path file) throws IOException {
        Matcher pem = KEY.matcher(Files.readString(file, StandardCharsets.US_ASCII));
        if (!pem.find() || !pem.group(1).isEmpty()) {
            throw new IOException("no private key in the form PKCS #8 (BEGIN PRIVATE KEY, not encrypted) in " + file
                    + "; openssl pkcs8 -topk8 -nodes makes one");
        }
        List<String> refused = new ArrayList<>();
        for (String algorithm : List.of("RSA", "EC", "Ed25519")) {
            try {
                byte[] der = Base64.getMimeDecoder().decode(pem.group(2));
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
            } catch (InvalidKeySpecException e) {
                refused.add(algorithm);
            } catch (GeneralSecurityException | IllegalArgumentException e) {
                throw new IOException("cannot read the private key in " + file, e);
            }
        }
        throw new IOException("the private key in " + file + " is none of " + String.join(", ", refused));
    }

    /** {@code insecure_skip_verify}: whoever sets it has been told by its name. */
    private static final class Anybody extends X509ExtendedTrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
