package io.tocsin.collector.fetch;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/** Answers each connection with whatever bytes a test wants, which no proper server would send. */
public final class RawServer implements AutoCloseable {

    /** What one connection gets. */
    @FunctionalInterface
    public interface Script {
        /**
         * @param request its head, and of its body what its length says
         * @param self to wait with
         */
        void answer(String request, OutputStream out, RawServer self) throws IOException;
    }

    public final List<String> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ServerSocket server;
    private final String scheme;

    public RawServer(Script script) throws IOException {
        this("http", new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), script);
    }

    /** Over TLS. */
    public RawServer(SSLContext tls, Script script) throws IOException {
        this("https", tls.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress()), script);
    }

    private RawServer(String scheme, ServerSocket server, Script script) {
        this.scheme = scheme;
        this.server = server;
        threads.execute(() -> accept(script));
    }

    /** One that sends this text and closes. */
    public static RawServer sending(String text) throws IOException {
        return new RawServer((request, out, self) -> out.write(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    public String url(String path) {
        return scheme + "://127.0.0.1:" + port() + path;
    }

    public int port() {
        return server.getLocalPort();
    }

    private void accept(Script script) {
        while (!server.isClosed()) {
            try {
                answer(server.accept(), script);
            } catch (IOException e) {
                return;
            }
        }
    }

    private void answer(Socket socket, Script script) throws IOException {
        try {
            threads.execute(() -> serve(socket, script));
        } catch (RejectedExecutionException e) {
            socket.close();
        }
    }

    private void serve(Socket socket, Script script) {
        try (socket) {
            String request = read(socket.getInputStream());
            requests.add(request);
            script.answer(request, socket.getOutputStream(), this);
            socket.getOutputStream().flush();
        } catch (IOException e) {
            // Whoever asked has gone.
        }
    }

    private static String read(InputStream in) throws IOException {
        InputStream buffered = new BufferedInputStream(in);
        StringBuilder request = new StringBuilder();
        while (!request.toString().endsWith("\r\n\r\n")) {
            int c = buffered.read();
            if (c < 0) {
                return request.toString();
            }
            request.append((char) c);
        }
        String length = request.toString().replaceFirst("(?s).*Content-Length: ([0-9]+).*", "$1");
        int body = length.matches("[0-9]+") ? Integer.parseInt(length) : 0;
        return request + new String(buffered.readNBytes(body), StandardCharsets.UTF_8);
    }

    /** Waits until the server ends. */
    public void hang() {
        pause(Long.MAX_VALUE);
    }

    public void pause(long millis) {
        try {
            // Either way the server goes on.
            boolean _ = end.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Nobody listens any more when this returns: the port lives as long as a thread is within its call to accept. */
    @Override
    public void close() throws IOException {
        end.countDown();
        server.close();
        threads.shutdownNow();
        threads.close();
    }
}
