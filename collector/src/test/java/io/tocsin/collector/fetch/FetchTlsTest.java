package io.tocsin.collector.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.collector.fetch.FetchFailure.Reason;
import io.tocsin.collector.scrape.Certificates;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates that are good, old, and nobody's. */
final class FetchTlsTest {

    private static final RawServer.Script FINE =
            (request, out, self) -> out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));

    @TempDir
    private Path directory;

    private Certificates good;

    @BeforeEach
    void make() throws Exception {
        good = Certificates.make(directory, "good");
    }

    private Fetched fetch(String url, String tls) throws InterruptedException {
        try (Fetcher fetcher = new Fetcher()) {
            return Fetches.fetch(fetcher, url, Fetches.settings(directory, "tls_config: {" + tls + "}"));
        }
    }

    private static Instant expiry(Certificates certificates) throws Exception {
        return ((X509Certificate) Objects.requireNonNull(certificates.store().getCertificate("test")))
                .getNotAfter()
                .toInstant();
    }

    private static void assertTls(Fetched fetched, String said) {
        assertThat(fetched.secure()).isFalse();
        assertThat(fetched.failure()).hasValueSatisfying(failure -> {
            assertThat(failure.reason()).isEqualTo(Reason.TLS);
            assertThat(failure.phase()).isEqualTo(Phase.TLS);
            assertThat(failure.text()).contains(said);
        });
    }

    @Test
    void shouldTrustWhoIsToBeTrusted() throws Exception {
        try (RawServer server = new RawServer(good.server(good), FINE)) {
            Fetched fetched = fetch(server.url("/"), "ca_file: good.crt");

            assertThat(fetched.failure()).isEmpty();
            assertThat(fetched.secure()).isTrue();
            assertThat(fetched.certificateExpiry()).hasValue(expiry(good));
        }
    }

    @Test
    void shouldNotTrustTheOthers_butSayUntilWhenTheirCertificateIsGood() throws Exception {
        try (RawServer server = new RawServer(good.server(good), FINE)) {
            Fetched fetched = fetch(server.url("/"), "");

            assertTls(fetched, "nobody whom we trust");
            assertThat(fetched.certificateExpiry()).hasValue(expiry(good));
            assertThat(server.requests).as("nothing is asked over it").noneMatch(request -> request.contains("GET"));
        }
    }

    @Test
    void shouldNotTrustWhatHasExpired_evenIfItIsTheOneThatIsTrusted() throws Exception {
        Certificates old = Certificates.make(directory, "old", "-startdate", "-3d", "-validity", "1");
        try (RawServer server = new RawServer(old.server(old), FINE)) {
            Fetched fetched = fetch(server.url("/"), "ca_file: old.crt");

            assertTls(fetched, "has expired");
            assertThat(fetched.certificateExpiry()).hasValue(expiry(old));
            assertThat(expiry(old)).isBefore(expiry(good));
        }
    }

    @Test
    void shouldNotTrustWhatIsNotValidYet() throws Exception {
        Certificates early = Certificates.make(directory, "early", "-startdate", "+3d");
        try (RawServer server = new RawServer(early.server(early), FINE)) {
            assertTls(fetch(server.url("/"), "ca_file: early.crt"), "not valid yet");
        }
    }

    @Test
    void shouldNotTrustACertificateOfAnotherName() throws Exception {
        try (RawServer server = new RawServer(good.server(good), FINE)) {
            assertTls(fetch("https://localhost:" + server.port(), "ca_file: good.crt"), "localhost");
        }
    }

    @Test
    void shouldVerifyNothing_whenToldSo() throws Exception {
        Certificates old = Certificates.make(directory, "old", "-startdate", "-3d", "-validity", "1");
        try (RawServer server = new RawServer(old.server(old), FINE)) {
            Fetched fetched = fetch("https://localhost:" + server.port(), "insecure_skip_verify: true");

            assertThat(fetched.failure()).isEmpty();
            assertThat(fetched.certificateExpiry()).hasValue(expiry(old));
        }
    }

    @Test
    void shouldSayThatThereIsNoTls() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread speaking = Thread.startVirtualThread(() -> {
                try (Socket socket = server.accept()) {
                    socket.getOutputStream().write("220 I speak first\r\n".getBytes(StandardCharsets.UTF_8));
                    // Until whoever asked has gone.
                    long _ = socket.getInputStream().transferTo(OutputStream.nullOutputStream());
                } catch (IOException e) {
                    // Likewise.
                }
            });

            assertTls(fetch("https://127.0.0.1:" + server.getLocalPort(), ""), "no TLS handshake");
            speaking.join();
        }
    }

    @Test
    void shouldVerifyEachTime_andReadACertificateAgainWhenItHasChanged() throws Exception {
        Certificates next = Certificates.make(directory, "next");
        Path trusted = Files.copy(directory.resolve("good.crt"), directory.resolve("trusted.crt"));
        FetchSettings settings = Fetches.settings(directory, "tls_config: {ca_file: trusted.crt}");
        try (RawServer server = new RawServer(good.server(good), FINE);
                Fetcher fetcher = new Fetcher()) {
            assertThat(Fetches.fetch(fetcher, server.url("/"), settings).failure())
                    .isEmpty();
            Files.copy(next.certificate(), trusted, StandardCopyOption.REPLACE_EXISTING);
            Files.setLastModifiedTime(trusted, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));

            assertTls(Fetches.fetch(fetcher, server.url("/"), settings), "nobody whom we trust");
        }
    }

    @Test
    void shouldNameAFileThatCannotBeUsed() throws Exception {
        Fetched fetched = fetch("https://127.0.0.1:1", "ca_file: none.crt");

        // Where nobody listens the certificate is not looked at.
        assertThat(fetched.failure())
                .hasValueSatisfying(failure -> assertThat(failure.reason()).isEqualTo(Reason.CONNECT));
        try (RawServer server = new RawServer(good.server(good), FINE)) {
            assertThat(fetch(server.url("/"), "ca_file: none.crt").failure()).hasValueSatisfying(failure -> {
                assertThat(failure.reason()).isEqualTo(Reason.CONFIGURATION);
                assertThat(failure.text()).contains("none.crt");
            });
        }
    }
}
