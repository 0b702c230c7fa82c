package io.tocsin.client.commands;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks one of the servers; after one that does not answer, the next. */
final class LongPoll {

    private static final Logger LOG = LoggerFactory.getLogger(CommandListener.class);
    private static final int OTHER_LOG = 410;
    private static final String EARLIEST = "earliest";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ListenerSettings settings;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private int server;

    LongPoll(ListenerSettings settings) {
        this.settings = settings;
    }

    /**
     * The commands after a cursor.
     *
     * @param cursor empty: none, but where the present is, at once
     * @throws IOException if there is no good answer
     */
    Reply ask(String cursor) throws IOException, InterruptedException {
        try {
            return ask(settings.servers().get(server), cursor);
        } catch (IOException e) {
            server = (server + 1) % settings.servers().size();
            throw e;
        }
    }

    private Reply ask(URI base, String cursor) throws IOException, InterruptedException {
        String query = "/api/v1/commands/next?target=" + encoded(settings.target())
                + (cursor.isEmpty()
                        ? ""
                        : "&after=" + encoded(cursor) + "&wait="
                                + settings.longestWait().toMillis() + "ms");
        HttpRequest request = HttpRequest.newBuilder(base.resolve(query))
                .timeout(settings.longestWait().plus(PATIENCE))
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() == OTHER_LOG && !cursor.equals(EARLIEST)) {
            LOG.warn("the log was made anew; going on with the commands for {} that are open", settings.target());
            return ask(base, EARLIEST);
        }
        if (response.statusCode() != 200) {
            throw new IOException(base + " answered with HTTP status " + response.statusCode() + reason(response));
        }
        return Reply.read(response.body());
    }

    private static String reason(HttpResponse<String> response) {
        try {
            return JsonReader.read(response.body()) instanceof Map<?, ?> json
                            && json.get("error") instanceof String text
                    ? ": " + text
                    : "";
        } catch (IOException e) {
            return "";
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
