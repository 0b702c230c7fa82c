package io.tocsin.standalone.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.standalone.Tocsin;
import io.tocsin.standalone.cli.Failure;
import io.tocsin.standalone.cli.Output;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class WebhookSinkTest {
    private static final String MESSAGE = """
        {"alerts":[{"status":"firing","startsAt":"2026-11-21T03:35:35Z",\
        "labels":{"alertname":"HighCPUUsage","instance":"a"},"annotations":{"summary":"CPU usage is 100 %"}}]}\
        """;

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> printed = new CopyOnWriteArrayList<>();
    private final WebhookSink sink =
            WebhookSink.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), printed::add);

    @AfterEach
    void close() {
        sink.close();
    }

    @Test
    void shouldPrintAndRemember_whenItIsTold() throws Exception {
        assertThat(post(MESSAGE).statusCode()).isEqualTo(200);

        assertThat(printed)
                .containsExactly("FIRING    2026-11-21T03:35:35Z  HighCPUUsage"
                        + "  {\"alertname\":\"HighCPUUsage\",\"instance\":\"a\"}  CPU usage is 100 %");
        assertThat(get("/messages").body()).isEqualTo("[" + MESSAGE + "]");
        assertThat(get("/health/ready").statusCode()).isEqualTo(200);
    }

    @Test
    void shouldSaySo_whenItIsNoMessage() throws Exception {
        assertThat(post("{").statusCode()).isEqualTo(400);
        assertThat(post("x".repeat((1 << 20) + 1)).statusCode()).isEqualTo(413);

        assertThat(printed).singleElement().asString().startsWith("what came is no JSON");
        assertThat(get("/messages").body()).isEqualTo("[]");
    }

    @Test
    void shouldForgetTheOldest_whenThereAreTooMany() throws Exception {
        for (int i = 0; i <= 1_000; i++) {
            post("" + i);
        }

        assertThat(get("/messages").body()).startsWith("[1,").endsWith(",1000]");
    }

    @Test
    void shouldSaySo_whenItCannotListen() {
        InetSocketAddress taken = new InetSocketAddress(InetAddress.getLoopbackAddress(), sink.port());

        assertThatThrownBy(() -> WebhookSink.start(taken, printed::add))
                .isInstanceOf(Failure.class)
                .hasMessageContaining(Integer.toString(sink.port()));
    }

    @Test
    void shouldSaySo_whenThePlaceIsNone() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);

        assertThat(Tocsin.run(new Output(stream, stream), "sink", "--listen", "8080"))
                .isOne();
        assertThat(Tocsin.run(new Output(stream, stream), "sink", "--listen", "127.0.0.1:65536"))
                .isOne();

        assertThat(out.toString(StandardCharsets.UTF_8)).contains("is not HOST:PORT, such as 127.0.0.1:8080");
    }

    private HttpResponse<String> post(String body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(uri("/alerts"))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + sink.port() + path);
    }
}
