package io.tocsin.collector.http;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.function.Consumer;

/** Helidon with our settings: virtual threads, bodies untouched, bounded connections, no shutdown hook of its own. */
public final class CollectorServer implements AutoCloseable {

    private static final String SERVICE = "collector";
    private static final int MAX_CONNECTIONS = 1024;
    private static final Duration IDLE = Duration.ofMinutes(2);
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final WebServer server;

    private CollectorServer(WebServer server) {
        this.server = server;
    }

    /**
     * @param address where to listen
     * @param port 0 for any free one
     * @throws PortTakenException if somebody else listens there
     */
    public static CollectorServer start(String address, int port, Consumer<HttpRouting.Builder> routes) {
        requireFree(address, port);
        WebServer server = WebServer.builder()
                .host(address)
                .port(port)
                .maxTcpConnections(MAX_CONNECTIONS)
                .idleConnectionTimeout(IDLE)
                .shutdownGracePeriod(GRACE)
                .shutdownHook(false)
                .contentEncoding(new UntouchedBodies())
                .routing(routes)
                .build();
        try {
            return new CollectorServer(server.start());
        } catch (RuntimeException e) {
            server.stop();
            throw isBindFailure(e) ? new PortTakenException(SERVICE, address, port, e) : e;
        }
    }

    /** Asked before the server is built, whose own failure to bind comes with a page of log. */
    private static void requireFree(String address, int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(address, port));
        } catch (IOException e) {
            throw new PortTakenException(SERVICE, address, port, e);
        }
    }

    private static boolean isBindFailure(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof BindException) {
                return true;
            }
        }
        return false;
    }

    /** Where it listens, for a port of 0 the one it got. */
    public int port() {
        return server.port();
    }

    /** Takes no new request and waits two seconds for those under way. */
    @Override
    public void close() {
        server.stop();
    }
}
