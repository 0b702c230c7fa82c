package io.tocsin.collector.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.collector.fetch.FetchFailure.Reason;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** From a name to a connection, or to why there is none. */
final class FetchAddressesTest {

    @Test
    void shouldSayThatNobodyListens() throws Exception {
        try (ClosedPort closed = new ClosedPort()) {
            Fetched fetched = Fetches.fetch(closed.url(""), "");

            assertThat(fetched.failure())
                    .hasValueSatisfying(failure -> assertThat(failure.reason()).isEqualTo(Reason.CONNECT));
            assertThat(fetched.response().status()).isZero();
            assertThat(fetched.phases()).containsOnlyKeys(Phase.values());
            assertThat(fetched.phases().get(Phase.TRANSFER)).isZero();
        }
    }

    @Test
    void shouldTryTheNextAddress_ofThoseThatAreWanted() throws Exception {
        InetAddress six = InetAddress.ofLiteral("::1");
        InetAddress four = InetAddress.ofLiteral("127.0.0.1");
        try (RawServer server = RawServer.sending("HTTP/1.1 200 OK\r\n\r\n");
                Fetcher fetcher = new Fetcher(host -> new InetAddress[] {six, four})) {
            String url = "http://both.example:" + server.port();

            assertThat(Fetches.fetch(fetcher, url, Fetches.settings("")).failure())
                    .isEmpty();
            assertThat(Fetches.fetch(fetcher, url, Fetches.settings("preferred_ip_protocol: ip6"))
                            .failure())
                    .isEmpty();
            assertThat(Fetches.fetch(
                                    fetcher,
                                    url,
                                    Fetches.settings("{preferred_ip_protocol: ip6, ip_protocol_fallback: false}"))
                            .failure())
                    .isPresent();
            assertThat(Fetches.fetch(
                                    fetcher,
                                    url,
                                    Fetches.settings("{preferred_ip_protocol: ip4, ip_protocol_fallback: false}"))
                            .failure())
                    .isEmpty();
        }
    }

    @Test
    void shouldTryTheNextAddress_whenOneDoesNotEvenRefuse() throws Exception {
        InetAddress deaf = InetAddress.ofLiteral("127.0.0.2");
        InetAddress good = InetAddress.ofLiteral("127.0.0.1");
        try (RawServer server = RawServer.sending("HTTP/1.1 200 OK\r\n\r\n");
                DeafPort _ = new DeafPort(deaf, server.port());
                Fetcher fetcher = new Fetcher(host -> new InetAddress[] {deaf, deaf, good})) {
            Fetched fetched = Fetches.hurried(
                    fetcher,
                    "http://three.example:" + server.port(),
                    each -> each.failure().isEmpty());

            assertThat(fetched.failure()).isEmpty();
            assertThat(fetched.response().status()).isEqualTo(200);
        }
    }

    @Test
    void shouldSayThatANameHasNoAddress() throws Exception {
        try (Fetcher fetcher = new Fetcher(host -> {
            throw new UnknownHostException(host);
        })) {
            assertThat(Fetches.fetch(fetcher, "http://nowhere.example/", Fetches.settings(""))
                            .failure())
                    .hasValueSatisfying(failure -> {
                        assertThat(failure.reason()).isEqualTo(Reason.RESOLVE);
                        assertThat(failure.text()).contains("nowhere.example");
                    });
        }
    }

    @Test
    void shouldAskForANameAgain_whenAskingFailed() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (RawServer server = RawServer.sending("HTTP/1.1 200 OK\r\n\r\n");
                Fetcher fetcher = new Fetcher(host -> {
                    if (asked.incrementAndGet() == 1) {
                        throw new StackOverflowError("this time");
                    }
                    return new InetAddress[] {InetAddress.getLoopbackAddress()};
                })) {
            String url = "http://sometimes.example:" + server.port();

            assertThat(Fetches.fetch(fetcher, url, Fetches.settings("")).failure())
                    .hasValueSatisfying(failure -> assertThat(failure.reason()).isEqualTo(Reason.RESOLVE));
            assertThat(Fetches.fetch(fetcher, url, Fetches.settings("")).failure())
                    .isEmpty();
        }
    }
}
