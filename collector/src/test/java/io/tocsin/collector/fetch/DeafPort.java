package io.tocsin.collector.fetch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/** A port at which no connection is refused and none opens: its queue is full, and nobody takes anything from it. */
final class DeafPort implements AutoCloseable {

    private static final int MORE_THAN_FIT = 8;
    private static final int PATIENCE_MILLIS = 200;

    private final ServerSocket server;
    private final List<Socket> queue = new ArrayList<>();

    /** @param port 0: one that is free */
    DeafPort(InetAddress address, int port) throws IOException {
        server = new ServerSocket(port, 1, address);
        try {
            while (queue.size() < MORE_THAN_FIT) {
                Socket socket = new Socket();
                queue.add(socket);
                socket.connect(new InetSocketAddress(address, port()), PATIENCE_MILLIS);
            }
        } catch (SocketTimeoutException e) {
            // It is full.
        }
    }

    int port() {
        return server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        for (Socket socket : queue) {
            socket.close();
        }
        server.close();
    }
}
