package io.tocsin.collector.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.collector.fetch.FetchFailure.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What servers send, proper and not. */
final class FetchAnswersTest {

    private static Fetched answer(String text, String yaml) throws IOException, InterruptedException {
        try (RawServer server = RawServer.sending(text.replace("\\r", "\r").replace("\\n", "\n"))) {
            return Fetches.fetch(server.url("/"), yaml);
        }
    }

    private static String body(Fetched fetched) {
        return new String(fetched.response().body(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP/1.1 200 OK\\r\\nContent-Length: 3\\r\\n\\r\\nabcd, 200, 3, abc",
        "HTTP/1.1 200 OK\\r\\nContent-Length: 0\\r\\n\\r\\nabcd, 200, 0, ''",
        "HTTP/1.1 200\\r\\n\\r\\nabcd, 200, -1, abcd",
        "HTTP/1.0 404 Not Found\\nA: b\\n\\nabcd, 404, -1, abcd",
        "'HTTP/1.1 200 OK\\r"
                + "\\n"
                + "Transfer-Encoding: Chunked\\r"
                + "\\n"
                + "\\r"
                + "\\n"
                + "3;a=b\\r"
                + "\\n"
                + "abc\\r"
                + "\\n"
                + "1\\r"
                + "\\n"
                + "d\\r"
                + "\\n"
                + "0\\r"
                + "\\n"
                + "T: t\\r"
                + "\\n"
                + "\\r"
                + "\\n"
                + "', 200, -1, abcd",
        "HTTP/1.1 100 Continue\\r"
                + "\\n"
                + "\\r"
                + "\\n"
                + "HTTP/1.1 103 Hints\\r"
                + "\\n"
                + "A: b\\r"
                + "\\n"
                + "\\r"
                + "\\n"
                + "HTTP/1.1 200 OK\\r"
                + "\\n"
                + "\\r"
                + "\\n"
                + "a, 200, -1, a",
        "HTTP/1.1 204 No Content\\r\\nContent-Length: 9\\r\\n\\r\\n, 204, 9, ''",
        "HTTP/1.1 304 Not Modified\\r\\n\\r\\nabc, 304, -1, ''",
        "HTTP/1.1 101 Switching\\r\\n\\r\\n, 101, -1, ''",
    })
    void shouldReadAnAnswer(String text, int status, long length, String body) throws Exception {
        Fetched fetched = answer(text, "");

        assertThat(fetched.failure()).isEmpty();
        assertThat(fetched.response().status()).isEqualTo(status);
        assertThat(fetched.response().contentLength()).isEqualTo(length);
        assertThat(fetched.response().cut()).isFalse();
        assertThat(body(fetched)).isEqualTo(body);
    }

    @Test
    void shouldNotCareForTheWordsOfTheStatus() throws Exception {
        // UTF-8 has bytes that end a line elsewhere.
        Fetched fetched = answer("HTTP/1.1 404 hittades inte h" + (char) 0xc3 + (char) 0x85 + "r\r\n\r\n", "");

        assertThat(fetched.failure()).isEmpty();
        assertThat(fetched.response().status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "'', CONNECTION_LOST, without an answer",
        "hello\\r\\n, MALFORMED, begins with \"hello\"",
        "HTTP/2 200\\r\\n\\r\\n, MALFORMED, begins with",
        "HTTP/1.1 20 OK\\r\\n\\r\\n, MALFORMED, begins with",
        "SSH-2.0-x, CONNECTION_LOST, within its headers",
        "HTTP/1.1 200 OK\\r\\nA: b\\r\\n, CONNECTION_LOST, within its headers",
        "HTTP/1.1 200 OK\\r\\n: b\\r\\n\\r\\n, MALFORMED, no name",
        "HTTP/1.1 200 OK\\r\\nA : b\\r\\n\\r\\n, MALFORMED, no name",
        "HTTP/1.1 200 OK\\r\\nContent-Length: x\\r\\n\\r\\n, MALFORMED, no number",
        "HTTP/1.1 200 OK\\r\\nContent-Length: -1\\r\\n\\r\\n, MALFORMED, no number",
        "HTTP/1.1 200 OK\\r\\nContent-Length: 1\\r\\nContent-Length: 2\\r\\n\\r\\nab, MALFORMED, two lengths",
        "HTTP/1.1 200 OK\\r\\nContent-Length: 5\\r\\n\\r\\nabcd, CONNECTION_LOST, 1 bytes too early",
        "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: gzip\\r\\n\\r\\nab, MALFORMED, \"gzip\"",
        "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\nxyz\\r\\n, MALFORMED, no number",
        "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n1\\r\\nabc\\r\\n, MALFORMED, longer than it says",
        "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n5\\r\\nab, CONNECTION_LOST, 3 bytes too early",
    })
    void shouldSayWhatIsWrong(String text, Reason reason, String said) throws Exception {
        Fetched fetched = answer(text, "");

        assertThat(fetched.failure()).hasValueSatisfying(failure -> {
            assertThat(failure.reason()).isEqualTo(reason);
            assertThat(failure.text()).contains(said);
        });
    }

    @ParameterizedTest
    @CsvSource({"199, true", "200, false"})
    void shouldBoundTheHeaders(int headers, boolean good) throws Exception {
        assertThat(answer("HTTP/1.1 200 OK\r\n" + "A: b\r\n".repeat(headers) + "\r\n", "")
                        .failure()
                        .isEmpty())
                .isEqualTo(good);
    }

    @ParameterizedTest
    @CsvSource({"16384, true", "16385, false"})
    void shouldBoundALine(int length, boolean good) throws Exception {
        // With the carriage return.
        String header = "A:" + "b".repeat(length - 3);
        assertThat(answer("HTTP/1.1 200 OK\r\n" + header + "\r\n\r\n", "")
                        .failure()
                        .isEmpty())
                .isEqualTo(good);
    }

    @ParameterizedTest
    @CsvSource({"10, false", "11, true"})
    void shouldCutABody_beyondTheLimit(int length, boolean cut) throws Exception {
        String body = "x".repeat(length);
        for (String text : new String[] {
            "HTTP/1.1 200 OK\r\nContent-Length: " + length + "\r\n\r\n" + body,
            "HTTP/1.1 200 OK\r\n\r\n" + body,
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(length) + "\r\n" + body
                    + "\r\n0\r\n\r\n",
        }) {
            Fetched fetched = answer(text, "body_size_limit: 10B");

            assertThat(fetched.failure()).isEmpty();
            assertThat(fetched.response().cut()).as(text).isEqualTo(cut);
            assertThat(body(fetched)).isEqualTo("x".repeat(10));
        }
    }

    @Test
    void shouldNotReadWithoutEnd() throws Exception {
        try (RawServer server = new RawServer((request, out, self) -> {
            out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            while (true) {
                out.write(new byte[1024]);
            }
        })) {
            assertThat(Fetches.fetch(server.url("/"), "").response().cut()).isTrue();
        }
    }

    /** Whatever comes, a fetch ends with an answer or a reason. */
    @Test
    void shouldSurviveGarbage() throws Exception {
        long seed = 20_261_121;
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        String good = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nA: b\r\n\r\n3\r\nabc\r\n0\r\n\r\n";
        for (int i = 0; i < 300; i++) {
            StringBuilder text = new StringBuilder(good);
            for (int n = random.nextInt(1, 6); n > 0; n--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.setCharAt(at, (char) random.nextInt(256));
                    case 1 -> text.deleteCharAt(at);
                    default -> text.setLength(at + 1);
                }
            }
            Fetched fetched = answer(text.toString(), "");

            assertThat(fetched.failure().isPresent() || fetched.response().status() > 0)
                    .as("seed %d, case %d: %s", seed, i, text)
                    .isTrue();
        }
    }
}
