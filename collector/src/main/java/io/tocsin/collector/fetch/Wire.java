package io.tocsin.collector.fetch;

import io.tocsin.collector.fetch.FetchFailure.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens connections that close by themselves when their time is over: whatever a thread waits for then, a handshake, an
 * answer that trickles or a peer that does not read, it waits no longer.
 *
 * @param timer closes them
 */
record Wire(Resolver resolver, TlsMaterials materials, ScheduledExecutorService timer) {

    private static final Logger LOG = LoggerFactory.getLogger(Wire.class);

    /** @return the addresses of the host, in the order in which to try them */
    List<InetAddress> resolve(Hop hop, FetchSettings settings, Deadline deadline)
            throws IOException, InterruptedException {
        List<InetAddress> addresses = settings.ip().order(resolver.resolve(hop.host(), deadline));
        if (addresses.isEmpty()) {
            throw new FetchException(Reason.RESOLVE, "the name " + hop.host() + " has no address of this protocol");
        }
        return addresses;
    }

    /** @return the first connection that opens; as long as there are others, one that does not is passed over */
    Line open(List<InetAddress> addresses, int port, Deadline deadline) throws IOException {
        IOException first = null;
        for (InetAddress address : addresses) {
            try {
                return open(new InetSocketAddress(address, port), deadline);
            } catch (IOException e) {
                first = first == null ? e : first;
            }
        }
        throw first == null ? new IOException("no address") : first;
    }

    private Line open(InetSocketAddress address, Deadline deadline) throws IOException {
        Socket socket = new Socket();
        Line line = new Line(socket, timer.schedule(() -> hangUp(socket), deadline.leftNanos(), TimeUnit.NANOSECONDS));
        try {
            socket.setTcpNoDelay(true);
            socket.connect(address);
            return line;
        } catch (IOException e) {
            line.close();
            throw e;
        }
    }

    /**
     * A connection and what will end it.
     *
     * @param socket without TLS: closing it never waits for the peer
     */
    record Line(Socket socket, ScheduledFuture<?> end) implements AutoCloseable {
        @Override
        public void close() {
            end.cancel(false);
            hangUp(socket);
        }
    }

    private static void hangUp(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("A connection did not close as it should", e);
        }
    }
}
