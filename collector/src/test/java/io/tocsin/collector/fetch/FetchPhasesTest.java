package io.tocsin.collector.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.collector.fetch.FetchFailure.Reason;
import io.tocsin.collector.scrape.Certificates;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long each phase takes, and what becomes of a fetch for which one takes too long. */
final class FetchPhasesTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n";

    @TempDir
    private Path directory;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void shouldSayWhichPhaseTakesHowLong() throws Exception {
        try (RawServer server = new RawServer((request, out, self) -> {
                    self.pause(200);
                    out.write(bytes(HEAD + "ab"));
                    self.pause(300);
                    out.write(bytes("cd"));
                });
                Fetcher fetcher = new Fetcher()) {
            long began = System.nanoTime();
            Fetched fetched = Fetches.fetch(fetcher, server.url("/"), Fetches.settings(""));
            Duration took = Duration.ofNanos(System.nanoTime() - began);

            assertThat(fetched.failure()).isEmpty();
            assertThat(fetched.phases().get(Phase.TLS)).isZero();
            assertThat(fetched.phases().get(Phase.PROCESSING)).isGreaterThan(Duration.ofMillis(199));
            // How much of the second pause depends on when this thread saw the first byte.
            assertThat(fetched.phases().get(Phase.TRANSFER)).isPositive();
            assertThat(sum(fetched))
                    .as("nothing is counted twice, nothing is left out")
                    .isBetween(Duration.ofMillis(499), took);
        }
    }

    @Test
    void shouldTimeTheHandshake_andTheNameServer() throws Exception {
        Certificates certificates = Certificates.make(directory, "server");
        CountDownLatch never = new CountDownLatch(1);
        Resolver.Lookup slow = host -> {
            try {
                boolean _ = never.await(150, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new InetAddress[] {InetAddress.getLoopbackAddress()};
        };
        try (RawServer server = new RawServer(
                        certificates.server(certificates), (request, out, self) -> out.write(bytes(HEAD + "abcd")));
                Fetcher fetcher = new Fetcher(slow)) {
            Fetched fetched = Fetches.fetch(
                    fetcher,
                    "https://slow.example:" + server.port(),
                    Fetches.settings("tls_config: {insecure_skip_verify: true}"));

            assertThat(fetched.failure()).isEmpty();
            assertThat(fetched.phases().get(Phase.RESOLVE)).isGreaterThan(Duration.ofMillis(149));
            assertThat(fetched.phases().get(Phase.TLS)).isGreaterThan(Duration.ofNanos(100_000));
        }
    }

    private static Duration sum(Fetched fetched) {
        return fetched.phases().values().stream().reduce(Duration.ZERO, Duration::plus);
    }

    private static void assertTimeout(Fetcher fetcher, String url, Phase phase) throws InterruptedException {
        Fetched fetched = Fetches.hurried(
                fetcher, url, each -> each.failure().map(FetchFailure::phase).equals(Optional.of(phase)));

        assertThat(fetched.failure()).hasValueSatisfying(failure -> {
            assertThat(failure.reason()).isEqualTo(Reason.TIMEOUT);
            assertThat(failure.phase()).isEqualTo(phase);
        });
        assertThat(sum(fetched)).isGreaterThanOrEqualTo(Fetches.SHORTEST);
        assertThat(fetched.phases().get(phase)).isPositive();
    }

    @Test
    void shouldWaitNoLonger_whenTheNameServerHangs() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        Resolver.Lookup hanging = host -> {
            asked.incrementAndGet();
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new UnknownHostException(host);
        };
        try (Fetcher fetcher = new Fetcher(hanging)) {
            assertTimeout(fetcher, "http://hangs.example/", Phase.RESOLVE);
            assertTimeout(fetcher, "http://hangs.example/", Phase.RESOLVE);

            assertThat(asked).as("who hangs is not asked again").hasValue(1);
        } finally {
            end.countDown();
        }
    }

    @Test
    void shouldWaitNoLonger_whenNobodyAcceptsTheConnection() throws Exception {
        try (DeafPort deaf = new DeafPort(InetAddress.getLoopbackAddress(), 0);
                Fetcher fetcher = new Fetcher()) {
            assertTimeout(fetcher, "http://127.0.0.1:" + deaf.port() + "/", Phase.CONNECT);
        }
    }

    @Test
    void shouldWaitNoLonger_whenTheHandshakeHangs() throws Exception {
        try (RawServer server = new RawServer((request, out, self) -> self.hang());
                Fetcher fetcher = new Fetcher()) {
            assertTimeout(fetcher, "https://127.0.0.1:" + server.port() + "/", Phase.TLS);
        }
    }

    @Test
    void shouldWaitNoLonger_whenTheAnswerDoesNotCome() throws Exception {
        try (RawServer server = new RawServer((request, out, self) -> self.hang());
                Fetcher fetcher = new Fetcher()) {
            assertTimeout(fetcher, server.url("/"), Phase.PROCESSING);
        }
    }

    @Test
    void shouldWaitNoLonger_whenTheAnswerTricklesWithoutEnd() throws Exception {
        try (RawServer server = new RawServer((request, out, self) -> {
                    out.write(bytes("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n"));
                    for (int i = 0; i < 1_000_000; i++) {
                        out.write('x');
                        out.flush();
                        self.pause(10);
                    }
                });
                Fetcher fetcher = new Fetcher()) {
            assertTimeout(fetcher, server.url("/"), Phase.TRANSFER);
        }
    }

    @Test
    void shouldSayNothing_whenItsThreadIsToEnd() throws Exception {
        AtomicReference<Object> end = new AtomicReference<>();
        try (RawServer server = new RawServer((request, out, self) -> self.hang());
                Fetcher fetcher = new Fetcher()) {
            Thread thread = Thread.startVirtualThread(() -> {
                try {
                    end.set(Fetches.fetch(fetcher, server.url("/"), Fetches.settings("")));
                } catch (InterruptedException e) {
                    end.set(e);
                }
            });
            await().until(() -> !server.requests.isEmpty());
            thread.interrupt();
            thread.join(LONG);

            assertThat(end.get()).isInstanceOf(InterruptedException.class);
        }
    }
}
