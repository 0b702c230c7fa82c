package io.tocsin.standalone.people;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** As much of a mail server (RFC 5321) as it takes to be sent a message, of which it reads the subject. */
final class MailServer implements AutoCloseable {
    private static final int PENDING = 10;

    private final ServerSocket socket;
    private final Consumer<String> subjects;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** On any free port of 127.0.0.1. */
    MailServer(Consumer<String> subjects) throws IOException {
        this.subjects = subjects;
        this.socket = new ServerSocket(0, PENDING, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    int port() {
        return socket.getLocalPort();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                threads.execute(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
                Writer out = new OutputStreamWriter(client.getOutputStream(), StandardCharsets.UTF_8)) {
            say(out, "220 demo ready");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String command = line.strip().toUpperCase(Locale.ROOT);
                if (command.equals("DATA")) {
                    say(out, "354 go on");
                    receive(in);
                    say(out, "250 taken");
                } else if (command.equals("QUIT")) {
                    say(out, "221 bye");
                    return;
                } else {
                    say(out, "250 ok");
                }
            }
        } catch (IOException e) {
            // The client has gone: whatever it did not finish it will send again.
            return;
        }
    }

    private static void say(Writer out, String line) throws IOException {
        out.write(line + "\r\n");
        out.flush();
    }

    private void receive(BufferedReader in) throws IOException {
        StringBuilder subject = new StringBuilder();
        boolean head = true;
        boolean reading = false;
        for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            head &= !line.isEmpty();
            reading = head && (line.startsWith("Subject: ") || (reading && line.startsWith(" ")));
            if (reading) {
                subject.append(line.startsWith("Subject: ") ? line.substring("Subject: ".length()) : line);
            }
        }
        subjects.accept(EncodedText.decoded(subject.toString()));
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException("closing a socket never fails here", e);
        }
        threads.shutdownNow();
    }
}
