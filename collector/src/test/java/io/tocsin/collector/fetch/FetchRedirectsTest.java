package io.tocsin.collector.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.collector.fetch.FetchFailure.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent, and where redirects lead. */
final class FetchRedirectsTest {

    @TempDir
    private Path directory;

    /** Redirects {@code /n} to {@code /n-1}, and answers {@code /0}. */
    private static RawServer stairs() throws IOException {
        return new RawServer((request, out, self) -> {
            int step = Integer.parseInt(request.replaceFirst("(?s)[A-Z]+ /([0-9]+).*", "$1"));
            String answer = step == 0
                    ? "HTTP/1.1 200 OK\r\n\r\ndown"
                    : "HTTP/1.1 302 Found\r\nLocation: /" + (step - 1) + "\r\nContent-Length: 5\r\n\r\n";
            out.write(answer.getBytes(StandardCharsets.ISO_8859_1));
        });
    }

    private static RawServer redirecting(int status, String location) throws IOException {
        return new RawServer((request, out, self) -> {
            String answer = request.contains(" /end ")
                    ? "HTTP/1.1 200 OK\r\n\r\nend"
                    : "HTTP/1.1 " + status + " X\r\nLocation: " + location + "\r\n\r\n";
            out.write(answer.getBytes(StandardCharsets.ISO_8859_1));
        });
    }

    @Test
    void shouldFollowTenRedirects() throws Exception {
        try (RawServer server = stairs()) {
            Fetched fetched = Fetches.fetch(server.url("/10"), "");

            assertThat(fetched.failure()).isEmpty();
            assertThat(fetched.redirects()).isEqualTo(10);
            assertThat(fetched.response().status()).isEqualTo(200);
            assertThat(new String(fetched.response().body(), StandardCharsets.UTF_8))
                    .isEqualTo("down");
        }
    }

    @Test
    void shouldFollowNoMore() throws Exception {
        try (RawServer server = stairs()) {
            Fetched fetched = Fetches.fetch(server.url("/11"), "");

            assertThat(fetched.failure())
                    .hasValueSatisfying(failure -> assertThat(failure.reason()).isEqualTo(Reason.REDIRECT));
            assertThat(fetched.redirects()).isEqualTo(10);
            assertThat(fetched.response().status()).isEqualTo(302);
        }
    }

    @Test
    void shouldStayWhereItIs_whenToldNotToFollow() throws Exception {
        try (RawServer server = redirecting(302, "/end")) {
            Fetched fetched = Fetches.fetch(server.url("/"), "follow_redirects: false");

            assertThat(fetched.failure()).isEmpty();
            assertThat(fetched.response().status()).isEqualTo(302);
            assertThat(fetched.redirects()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "301, POST, GET, ''",
        "302, POST, GET, ''",
        "303, POST, GET, ''",
        "303, HEAD, HEAD, hello",
        "307, POST, POST, hello",
        "308, PUT, PUT, hello",
    })
    void shouldAskAsTheRedirectSays(int status, String method, String then, String body) throws Exception {
        try (RawServer server = redirecting(status, "end")) {
            Fetched fetched = Fetches.fetch(server.url("/x"), "{method: " + method + ", body: hello}");

            assertThat(fetched.failure()).isEmpty();
            assertThat(server.requests.getFirst())
                    .startsWith(method + " /x HTTP/1.1")
                    .endsWith("\r\n\r\nhello");
            assertThat(server.requests.getLast())
                    .startsWith(then + " /end HTTP/1.1")
                    .endsWith("\r\n\r\n" + body);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://127.0.0.1/",
                "http://[",
                "mailto:a@b.c",
                "http:///x",
                "http://127.0.0.1:65536/",
                "//a:70000"
            })
    void shouldSayThatARedirectLeadsNowhere(String location) throws Exception {
        try (RawServer server = redirecting(302, location)) {
            assertThat(Fetches.fetch(server.url("/"), "").failure())
                    .hasValueSatisfying(failure -> assertThat(failure.reason()).isEqualTo(Reason.REDIRECT));
        }
    }

    @ParameterizedTest
    @CsvSource({"?end, /a/b?end", "c?end, /a/c?end", "/c?end, /c?end", "../c?end, /c?end"})
    void shouldFollowARelativeRedirect_fromWhereItIs(String location, String path) throws Exception {
        try (RawServer server = new RawServer((request, out, self) -> {
            String answer = request.contains("end ")
                    ? "HTTP/1.1 200 OK\r\n\r\n"
                    : "HTTP/1.1 302 Found\r\nLocation: " + location + "\r\n\r\n";
            out.write(answer.getBytes(StandardCharsets.ISO_8859_1));
        })) {
            Fetches.fetch(server.url("/a/b?old"), "");

            assertThat(server.requests.getLast()).startsWith("GET " + path + " HTTP/1.1\r\n");
        }
    }

    @Test
    void shouldNotFollowWhatIsNoRedirect() throws Exception {
        try (RawServer server = redirecting(201, "/end")) {
            assertThat(Fetches.fetch(server.url("/"), "").response().status()).isEqualTo(201);
        }
    }

    @Test
    void shouldSendWhatTheConfigurationSays() throws Exception {
        try (RawServer server = RawServer.sending("HTTP/1.1 200 OK\r\n\r\n")) {
            Fetches.fetch(server.url("/p%20q?r=s"), """
                method: POST
                headers: {X-One: "1", host: example.org, User-Agent: ours}
                body: '{"a": "é"}'
                basic_auth: {username: u, password: p}
                """);

            assertThat(server.requests.getFirst())
                    .startsWith("POST /p%20q?r=s HTTP/1.1\r\n")
                    .contains("\r\nHost: example.org\r\n", "\r\nX-One: 1\r\n", "\r\nUser-Agent: ours\r\n")
                    .contains("\r\nAuthorization: Basic dTpw\r\n", "\r\nContent-Length: 11\r\n")
                    .contains("\r\nConnection: close\r\n")
                    .endsWith("\r\n\r\n{\"a\": \"é\"}");
        }
    }

    @ParameterizedTest
    @CsvSource({"POST, true", "PUT, true", "PATCH, true", "GET, false", "HEAD, false", "DELETE, false"})
    void shouldSayThatThereIsNoBody_whereOneIsExpected(String method, boolean said) throws Exception {
        try (RawServer server = RawServer.sending("HTTP/1.1 200 OK\r\n\r\n")) {
            Fetches.fetch(server.url("/"), "method: " + method);

            assertThat(server.requests.getFirst().contains("\r\nContent-Length: 0\r\n"))
                    .isEqualTo(said);
        }
    }

    @Test
    void shouldTellOurSecretsToNobodyElse_whenRedirected() throws Exception {
        try (RawServer other = RawServer.sending("HTTP/1.1 200 OK\r\n\r\n");
                RawServer server = redirecting(307, other.url("/end"));
                RawServer same = redirecting(307, "/end")) {
            String secrets = "{method: POST, body: hush, headers: {X-Key: hush}, bearer_token: hush}";

            assertThat(Fetches.fetch(server.url("/"), secrets).failure()).isEmpty();
            assertThat(server.requests.getFirst()).contains("X-Key: hush", "Authorization: Bearer hush");
            assertThat(other.requests.getFirst()).doesNotContain("hush");

            Fetches.fetch(same.url("/"), secrets);
            assertThat(same.requests.getLast()).contains("X-Key: hush", "Authorization: Bearer hush");
        }
    }

    @Test
    void shouldReadASecretEachTime_andSayWhichFileIsMissing() throws Exception {
        Path secret = Files.writeString(directory.resolve("secret"), "one\n");
        FetchSettings settings = Fetches.settings(directory, "bearer_token_file: secret");
        try (RawServer server = RawServer.sending("HTTP/1.1 200 OK\r\n\r\n");
                Fetcher fetcher = new Fetcher()) {
            Fetches.fetch(fetcher, server.url("/"), settings);
            Files.writeString(secret, "two");
            Fetches.fetch(fetcher, server.url("/"), settings);
            Files.writeString(secret, "th\nree");
            Fetched wrong = Fetches.fetch(fetcher, server.url("/"), settings);
            Files.delete(secret);
            Fetched missing = Fetches.fetch(fetcher, server.url("/"), settings);

            assertThat(server.requests).hasSize(2);
            assertThat(server.requests.getFirst()).contains("Bearer one\r\n");
            assertThat(server.requests.getLast()).contains("Bearer two\r\n");
            assertThat(wrong.failure()).hasValueSatisfying(failure -> {
                assertThat(failure.reason()).isEqualTo(Reason.CONFIGURATION);
                assertThat(failure.text()).doesNotContain("ree");
            });
            assertThat(missing.failure())
                    .hasValueSatisfying(failure -> assertThat(failure.text()).contains("secret"));
        }
    }

    @Test
    void shouldShowNoSecret_whenItIsPrinted() {
        assertThat(Fetches.settings("{body: hush, headers: {X-Key: hush}, bearer_token: hush}")
                        .toString())
                .contains("X-Key")
                .doesNotContain("hush");
    }
}
