package io.tocsin.streamprocessor.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.tocsin.streamprocessor.http.Runbooks.AbsentException;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runbooks, where the links of notifications lead. */
final class RunbookRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(RunbookRoutes.class);
    private static final String MARKDOWN = "text/markdown; charset=utf-8";
    private static final String PLAIN = "text/plain; charset=utf-8";
    private static final String PAGE = "text/html; charset=utf-8";

    private final Runbooks runbooks;

    RunbookRoutes(Runbooks runbooks) {
        this.runbooks = runbooks;
    }

    /** What a request gets. */
    private record Content(String type, byte[] bytes) {}

    private interface Answer {
        Content of(ServerRequest request) throws AbsentException, IOException;
    }

    void register(HttpRouting.Builder routes) {
        routes.get("/runbooks", (request, response) -> answer(request, response, this::index))
                .get("/runbooks/", (request, response) -> answer(request, response, this::index))
                .get("/runbooks/{name}", (request, response) -> answer(request, response, this::runbook));
    }

    /** A browser would save Markdown as a file instead of showing it. */
    private Content runbook(ServerRequest request) throws AbsentException, IOException {
        byte[] text = runbooks.read(request.path().pathParameters().get("name"));
        String accepted = request.headers().first(HeaderNames.ACCEPT).orElse("");
        return new Content(accepted.contains("text/html") ? PLAIN : MARKDOWN, text);
    }

    private Content index(ServerRequest request) throws AbsentException, IOException {
        String list = runbooks.files().keySet().stream()
                .map(name -> "<li><a href=\"/runbooks/" + encoded(name) + "\">" + escaped(name) + "</a></li>\n")
                .collect(Collectors.joining());
        String page = "<!DOCTYPE html>\n<title>Runbooks</title>\n<h1>Runbooks</h1>\n<ul>\n" + list + "</ul>\n";
        return new Content(PAGE, page.getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    private static void answer(ServerRequest request, ServerResponse response, Answer answer) {
        try {
            Content content = answer.of(request);
            response.header(HeaderNames.CONTENT_TYPE, content.type)
                    .header(HeaderNames.X_CONTENT_TYPE_OPTIONS, "nosniff")
                    .send(content.bytes);
        } catch (AbsentException e) {
            problem(response, Status.NOT_FOUND_404, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            LOG.warn("the runbooks cannot be read", e);
            problem(response, Status.INTERNAL_SERVER_ERROR_500, "the runbooks cannot be read: " + e);
        }
    }

    private static void problem(ServerResponse response, Status status, String message) {
        response.status(status)
                .header(HeaderNames.CONTENT_TYPE, PLAIN)
                .send((message + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
