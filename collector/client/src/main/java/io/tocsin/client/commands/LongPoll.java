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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks one of the servers; after one that does not answer, the next. */
final class LongPoll {

    private static final Logger LOG = LoggerFactory.getLogger(CommandListener.class);
    private static final int OTHER_LOG = 410;
    private static final String EARLIEST = "earliest";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** An answer has a hundred commands at most, none of which is longer than a record of Kafka's. */
    private static final int MOST_BYTES = 128 << 20;

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
        HttpRequest request = HttpRequest.newBuilder(base.resolve(query)).build();
        HttpResponse<String> response = send(request);
        if (response.statusCode() == OTHER_LOG && !cursor.equals(EARLIEST)) {
            LOG.warn("the log was made anew; going on with the commands for {} that are open", settings.target());
            return ask(base, EARLIEST);
        }
        if (response.statusCode() != 200) {
            throw new IOException(
                    name(base) + " answered with HTTP status " + response.statusCode() + reason(response));
        }
        return Reply.read(response.body());
    }

    /** The time-out of a request itself ends with the first line of the answer. */
    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<String>> answer =
                http.sendAsync(request, response -> new BoundedText(MOST_BYTES));
        try {
            return answer.get(settings.longestWait().plus(PATIENCE).toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        } catch (TimeoutException e) {
            throw new IOException(name(request.uri()) + " did not answer in time", e);
        } finally {
            boolean unused = answer.cancel(true);
        }
    }

    /** Without what may be secret in an address. */
    private static String name(URI server) {
        return server.getScheme() + "://" + server.getHost() + (server.getPort() < 0 ? "" : ":" + server.getPort());
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
