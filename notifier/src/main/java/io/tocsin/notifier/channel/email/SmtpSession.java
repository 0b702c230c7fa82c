package io.tocsin.notifier.channel.email;

import jakarta.mail.Session;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Properties;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.angus.mail.util.MailSSLSocketFactory;

/** How angus-mail is told what we want. */
final class SmtpSession {

    private SmtpSession() {}

    /** @throws IOException if the certificates of {@code ca_file} cannot be used; its message is for people */
    static Session of(SmtpServer server, Duration timeout) throws IOException {
        Properties settings = new Properties();
        String millis = String.valueOf(timeout.toMillis());
        settings.setProperty("mail.smtp.connectiontimeout", millis);
        settings.setProperty("mail.smtp.timeout", millis);
        settings.setProperty("mail.smtp.localhost", server.hello());
        settings.setProperty("mail.smtp.auth", String.valueOf(server.login().isPresent()));
        settings.setProperty("mail.smtp.auth.mechanisms", "PLAIN LOGIN");
        // Whoever can be told is told, whoever else stands beside them.
        settings.setProperty("mail.smtp.sendpartial", "true");
        // What counts has been said by then.
        settings.setProperty("mail.smtp.quitwait", "false");
        SmtpServer.Tls tls = server.tls();
        settings.setProperty("mail.smtp.ssl.enable", String.valueOf(tls.implicit()));
        settings.setProperty("mail.smtp.starttls.enable", "true");
        settings.setProperty("mail.smtp.starttls.required", String.valueOf(server.needsTls() && !tls.implicit()));
        settings.setProperty("mail.smtp.ssl.checkserveridentity", String.valueOf(!tls.insecure()));
        settings.put("mail.smtp.ssl.socketFactory", sockets(tls));
        // Else a failing TLS handshake would be tried again without.
        settings.setProperty("mail.smtp.ssl.socketFactory.fallback", "false");
        return Session.getInstance(settings);
    }

    private static MailSSLSocketFactory sockets(SmtpServer.Tls tls) throws IOException {
        try {
            MailSSLSocketFactory factory = new MailSSLSocketFactory();
            factory.setTrustAllHosts(tls.insecure());
            if (tls.caFile().isPresent() && !tls.insecure()) {
                factory.setTrustManagers(trust(tls.caFile().get()));
            }
            return factory;
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificates of tls_config cannot be used", e);
        }
    }

    private static TrustManager[] trust(Path file) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int count = 0;
        try (InputStream in = Files.newInputStream(file)) {
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("ca-" + count++, certificate);
            }
        } catch (IOException e) {
            throw new IOException("the file " + file + " cannot be read", e);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }
}
