package io.tocsin.collector.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;

/** The forms of our answers. */
public final class Answers {

    /** For how long a sender should stay away when the log does. */
    public static final String RETRY_AFTER_SECONDS = "5";

    private Answers() {}

    public static void nothing(ServerResponse response) {
        response.status(Status.NO_CONTENT_204).send();
    }

    /** For people. */
    public static void text(ServerResponse response, int status, String text) {
        send(response, status, "text/plain; charset=utf-8", text.endsWith("\n") ? text : text + "\n");
    }

    public static void json(ServerResponse response, int status, String json) {
        send(response, status, "application/json", json);
    }

    /** Nothing is wrong with the request: send it again later. */
    public static void later(ServerResponse response, String why) {
        response.header(HeaderNames.RETRY_AFTER, RETRY_AFTER_SECONDS);
        text(response, 503, why);
    }

    /** The sender sends faster than is taken: send it again later, and less. */
    public static void tooFast(ServerResponse response, String why) {
        response.header(HeaderNames.RETRY_AFTER, RETRY_AFTER_SECONDS);
        text(response, 429, why);
    }

    public static void send(ServerResponse response, int status, String contentType, String body) {
        response.status(status)
                .header(HeaderNames.CONTENT_TYPE, contentType)
                .send(body.getBytes(StandardCharsets.UTF_8));
    }
}
