package io.tocsin.collector.fetch;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * Which of a name's addresses are tried, and in which order.
 *
 * @param fallback whether the others are tried after those of the preferred protocol
 */
public record IpPreference(Protocol protocol, boolean fallback) {

    /** As the platform orders them. */
    public static final IpPreference NONE = new IpPreference(Protocol.ANY, true);

    /** What is preferred. */
    public enum Protocol {
        ANY,
        IP4,
        IP6
    }

    List<InetAddress> order(List<InetAddress> addresses) {
        Predicate<InetAddress> preferred = switch (protocol) {
            case ANY -> address -> true;
            case IP4 -> Inet4Address.class::isInstance;
            case IP6 -> Inet6Address.class::isInstance;
        };
        return addresses.stream()
                .filter(address -> fallback || preferred.test(address))
                .sorted(Comparator.comparing(address -> !preferred.test(address)))
                .toList();
    }
}
