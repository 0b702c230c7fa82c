package io.tocsin.notifier.channel.email;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A mail server that answers as it is told to, for what real ones do seldom: {@code 250 …}, or one of the words below.
 * Answers are by command; {@code GREETING} comes first, {@code END} after the message, and {@code RCPT a@b} goes before
 * {@code RCPT}.
 */
final class ScriptedSmtp implements AutoCloseable {

    static final String RESET = "(reset)";
    static final String SILENCE = "(silence)";
    static final String TRICKLE = "(trickle)";

    private static final Map<String, String> USUAL = Map.of(
            "GREETING", "220 test",
            "DATA", "354 go on",
            "AUTH", "235 welcome",
            "STARTTLS", "220 go on",
            "QUIT", "221 bye");

    enum Security {
        NONE,
        STARTTLS,
        IMPLICIT
    }

    private final ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Security security;
    private final Map<String, String> answers;
    private final @Nullable TestCertificate certificate;

    ScriptedSmtp(Security security, @Nullable TestCertificate certificate, Map<String, String> answers)
            throws IOException {
        this.security = security;
        this.answers = answers;
        this.certificate = certificate;
        Thread.ofVirtual().start(this::accept);
    }

    static ScriptedSmtp answering(Map<String, String> answers) throws IOException {
        return new ScriptedSmtp(Security.NONE, null, answers);
    }

    int port() {
        return server.getLocalPort();
    }

    /** What came in, line by line; after {@code STARTTLS} what came in over TLS. */
    List<String> lines() {
        return List.copyOf(lines);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            if (security == Security.IMPLICIT) {
                talk(tls(socket), "EHLO");
            } else if (talk(socket, "GREETING")) {
                talk(tls(socket), "EHLO");
            }
        } catch (IOException | InterruptedException e) {
            lines.add("(broken)");
        }
    }

    private SSLSocket tls(Socket socket) throws IOException {
        if (certificate == null) {
            throw new IOException("there is no certificate");
        }
        return certificate.serve(socket);
    }

    /** @return whether it goes on with TLS */
    private boolean talk(Socket socket, String stage) throws IOException, InterruptedException {
        BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        boolean greets = stage.equals("GREETING") || security == Security.IMPLICIT;
        if (greets && !answer(socket, "GREETING", "GREETING")) {
            return false;
        }
        boolean message = false;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            lines.add(line);
            String verb = message ? "END" : line.replaceAll("[ :].*", "").toUpperCase(Locale.ROOT);
            if (message && !line.equals(".")) {
                continue;
            }
            message = verb.equals("DATA") && answers.getOrDefault("DATA", "354").startsWith("354");
            if (verb.equals("EHLO")) {
                boolean offers = security == Security.STARTTLS && stage.equals("GREETING");
                write(socket, "250-test\r\n" + (offers ? "250-STARTTLS\r\n" : "") + "250 AUTH PLAIN LOGIN\r\n");
            } else if (!answer(socket, verb, verb + line.replaceAll("^[^<]*<([^>]*)>.*$", " $1"))) {
                return false;
            } else if (verb.equals("STARTTLS")) {
                return true;
            }
        }
        return false;
    }

    private boolean answer(Socket socket, String verb, String exact) throws IOException, InterruptedException {
        String answer = answers.getOrDefault(exact, answers.getOrDefault(verb, USUAL.getOrDefault(verb, "250 fine")));
        switch (answer) {
            case RESET -> {
                socket.setSoLinger(true, 0);
                socket.close();
                return false;
            }
            case SILENCE -> closed.await();
            case TRICKLE -> trickle(socket);
            default -> write(socket, answer + "\r\n");
        }
        return true;
    }

    /** An answer whose every byte comes in time, and that never ends. */
    private void trickle(Socket socket) throws IOException, InterruptedException {
        write(socket, "250-");
        while (!closed.await(50, TimeUnit.MILLISECONDS)) {
            write(socket, "x");
        }
    }

    private static void write(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
