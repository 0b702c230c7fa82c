package io.tocsin.collector.fetch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A port of this machine at which every connection is refused: it is ours, so nobody else can begin to listen there. */
public final class ClosedPort implements AutoCloseable {

    private final Socket reserved = new Socket();

    public ClosedPort() throws IOException {
        reserved.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    public String url(String path) {
        return "http://127.0.0.1:" + reserved.getLocalPort() + path;
    }

    @Override
    public void close() throws IOException {
        reserved.close();
    }
}
