package io.tocsin.collector.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate that signs itself, made by the platform's {@code keytool}.
 *
 * @param certificate PEM
 * @param key PEM, PKCS #8
 */
public record Certificates(KeyStore store, Path certificate, Path key) {

    private static final String PASSWORD = "password";
    private static final String ALIAS = "test";

    public static Certificates make(Path directory, String name) throws IOException, InterruptedException {
        return make(directory, name, "-validity", "90");
    }

    /** @param dates as keytool takes them: one that is over, or begins later */
    public static Certificates make(Path directory, String name, String... dates)
            throws IOException, InterruptedException {
        Path file = directory.resolve(name + ".p12");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=ip:127.0.0.1"));
        command.addAll(List.of("-alias", ALIAS, "-keystore", file.toString(), "-storepass", PASSWORD));
        command.addAll(List.of(dates));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor()).isZero();
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD.toCharArray());
            Path certificate = pem(
                    directory.resolve(name + ".crt"),
                    "CERTIFICATE",
                    store.getCertificate(ALIAS).getEncoded());
            byte[] secret = store.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded();
            return new Certificates(store, certificate, pem(directory.resolve(name + ".key"), "PRIVATE KEY", secret));
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private static Path pem(Path file, String what, byte[] der) throws IOException {
        String base64 = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(der);
        return Files.writeString(file, "-----BEGIN " + what + "-----\n" + base64 + "\n-----END " + what + "-----\n");
    }

    /** For a server that shows this certificate and knows the clients that show the other one. */
    public SSLContext server(Certificates clients) throws GeneralSecurityException, IOException {
        KeyManagerFactory ours = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        ours.init(store, PASSWORD.toCharArray());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        Certificate client = clients.store.getCertificate(ALIAS);
        trusted.setCertificateEntry("client", client);
        TrustManagerFactory theirs = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        theirs.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(ours.getKeyManagers(), theirs.getTrustManagers(), null);
        return context;
    }
}
