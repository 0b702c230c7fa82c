package io.tocsin.streamprocessor.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.webserver.WebServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RunbookRoutesTest {
    private static final String SECRET = "not for everybody";

    @TempDir
    private Path directory;

    private final HttpClient client = HttpClient.newHttpClient();
    private Optional<WebServer> server = Optional.empty();

    @BeforeEach
    void write() throws IOException {
        Path runbooks = Files.createDirectory(directory.resolve("runbooks"));
        Files.writeString(runbooks.resolve("ServiceDown.md"), "# ServiceDown\n\nÜber <b>den</b> Dienst.\n");
        Files.writeString(runbooks.resolve("a & <b> é.md"), "odd");
        Files.writeString(runbooks.resolve("notes.txt"), SECRET);
        Files.createDirectory(runbooks.resolve("sub.md"));
        Files.writeString(runbooks.resolve("sub.md/inside.md"), SECRET);
        Files.writeString(directory.resolve("secret.md"), SECRET);
    }

    @AfterEach
    void stop() {
        server.ifPresent(WebServer::stop);
        client.close();
    }

    @Test
    void shouldGiveTheMarkdown_whenThereIsARunbook() throws Exception {
        start(Optional.of(directory.resolve("runbooks")));

        HttpResponse<String> answer = get("/runbooks/ServiceDown.md", "*/*");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/markdown; charset=utf-8");
        assertThat(answer.body()).isEqualTo("# ServiceDown\n\nÜber <b>den</b> Dienst.\n");
    }

    @Test
    void shouldGiveWhatABrowserShows_whenOneAsks() throws Exception {
        start(Optional.of(directory.resolve("runbooks")));

        HttpResponse<String> answer = get("/runbooks/ServiceDown.md", "text/html,application/xml;q=0.9,*/*;q=0.8");

        assertThat(answer.headers().firstValue("Content-Type")).contains("text/plain; charset=utf-8");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.body()).startsWith("# ServiceDown");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/runbooks", "/runbooks/"})
    void shouldListThemAll_whenNoneIsNamed(String path) throws Exception {
        start(Optional.of(directory.resolve("runbooks")));

        HttpResponse<String> answer = get(path, "*/*");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("<li><a href=\"/runbooks/ServiceDown.md\">ServiceDown.md</a></li>")
                .contains("<li><a href=\"/runbooks/a%20%26%20%3Cb%3E%20%C3%A9.md\">a &amp; &lt;b> é.md</a></li>")
                .doesNotContain("notes.txt", "sub.md", "secret");
        assertThat(get("/runbooks/a%20%26%20%3Cb%3E%20%C3%A9.md", "*/*").body()).isEqualTo("odd");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/runbooks/absent.md",
                "/runbooks/notes.txt",
                "/runbooks/sub.md",
                "/runbooks/sub.md/inside.md",
                "/runbooks/sub.md%2Finside.md",
                "/runbooks/../secret.md",
                "/runbooks/..%2Fsecret.md",
                "/runbooks/%2e%2e/secret.md",
                "/runbooks/%2E%2E%2Fsecret.md",
                "/runbooks/..%5Csecret.md",
                "/runbooks/.%2FServiceDown.md/../../secret.md",
                "/runbooks//secret.md",
                "/runbooks/ServiceDown.md%00",
                "/runbooks/%2Fetc%2Fpasswd"
            })
    void shouldGiveNothing_whenItIsNoRunbookOfTheDirectory(String path) throws Exception {
        start(Optional.of(directory.resolve("runbooks")));

        HttpResponse<String> answer = get(path, "*/*");

        assertThat(answer.request().uri().getRawPath()).isEqualTo(path);
        assertThat(answer.statusCode()).isIn(400, 404);
        assertThat(answer.body()).doesNotContain(SECRET);
    }

    @Test
    void shouldSayWhatToDo_whenThereIsNoDirectory() throws Exception {
        start(Optional.of(directory.resolve("absent")));

        HttpResponse<String> answer = get("/runbooks/ServiceDown.md", "*/*");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body())
                .isEqualTo("there is no directory " + directory.resolve("absent")
                        + ", which `runbooks` at the top level of the configuration names\n");
        assertThat(get("/runbooks/", "*/*").statusCode()).isEqualTo(404);
    }

    @Test
    void shouldSayWhatToDo_whenNoneAreConfigured() throws Exception {
        start(Optional.empty());

        assertThat(get("/runbooks/", "*/*").body()).startsWith("no runbooks are configured here");
    }

    private void start(Optional<Path> runbooks) {
        server = Optional.of(WebServer.builder()
                .host("127.0.0.1")
                .shutdownHook(false)
                .routing(routes -> new RunbookRoutes(new Runbooks(runbooks)).register(routes))
                .build()
                .start());
    }

    private int port() {
        return server.orElseThrow().port();
    }

    private HttpResponse<String> get(String path, String accept) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + port() + path);
        return client.send(
                HttpRequest.newBuilder(uri).header("Accept", accept).build(), HttpResponse.BodyHandlers.ofString());
    }
}
