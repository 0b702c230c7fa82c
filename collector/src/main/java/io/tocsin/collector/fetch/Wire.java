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

    /** But for the end of the connection. */
    private static final int UNBOUNDED = 0;

    /** @return the addresses of the host, in the order in which to try them */
    List<InetAddress> resolve(Hop hop, FetchSettings settings, Deadline deadline)
            throws IOException, InterruptedException {
        List<InetAddress> addresses = settings.ip().order(resolver.resolve(hop.host(), deadline));
        if (addresses.isEmpty()) {
            throw new FetchException(Reason.RESOLVE, "the name " + hop.host() + " has no address of this protocol");
        }
        return addresses;
    }

    /**
     * @return the first connection that opens; one that does not is passed over as long as there are others, among which
     *     the time that is left is shared evenly: nobody may be there to refuse it
     */
    Line open(List<InetAddress> addresses, int port, Deadline deadline) throws IOException {
        IOException first = null;
        for (int i = 0; i < addresses.size(); i++) {
            try {
                int others = addresses.size() - i - 1;
                int share = others == 0 ? UNBOUNDED : shareMillis(deadline.leftNanos(), others);
                return open(new InetSocketAddress(addresses.get(i), port), share, deadline);
            } catch (IOException e) {
                first = first == null ? e : first;
            }
        }
        throw first == null ? new IOException("no address") : first;
    }

    private static int shareMillis(long leftNanos, int others) {
        return (int) Math.max(1, TimeUnit.NANOSECONDS.toMillis(leftNanos / (others + 1)));
    }

    private Line open(InetSocketAddress address, int timeoutMillis, Deadline deadline) throws IOException {
        Socket socket = new Socket();
        Line line = new Line(socket, timer.schedule(() -> hangUp(socket), deadline.leftNanos(), TimeUnit.NANOSECONDS));
        try {
            socket.setTcpNoDelay(true);
            socket.connect(address, timeoutMillis);
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
