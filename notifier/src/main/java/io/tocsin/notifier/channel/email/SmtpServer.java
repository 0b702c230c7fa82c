package io.tocsin.notifier.channel.email;

import io.tocsin.notifier.channel.Credential;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Who takes our mail.
 *
 * @param hello the name we give
 * @param login absent: without
 */
public record SmtpServer(String host, int port, String hello, Optional<Login> login, Tls tls) {

    /** The mechanisms are PLAIN and LOGIN. */
    public record Login(String user, Credential password) {}

    /**
     * How the connection is kept to ourselves.
     *
     * @param required no mail without it; else it is used where the server offers it
     * @param implicit from the first byte on, not by STARTTLS
     * @param caFile the certificates in it are trusted, and no others; absent: the JVM's
     * @param insecure any certificate is good
     */
    public record Tls(boolean required, boolean implicit, Optional<Path> caFile, boolean insecure) {}

    /** A password goes over TLS, or stays on this machine. */
    boolean needsTls() {
        return tls.required || (login.isPresent() && !isThisMachine());
    }

    private boolean isThisMachine() {
        return host.equals("localhost") || host.matches("127(\\.[0-9]{1,3}){3}") || host.equals("::1");
    }
}
