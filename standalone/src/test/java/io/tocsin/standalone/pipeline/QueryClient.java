package io.tocsin.standalone.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tocsin.streamprocessor.StreamProcessorService;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** Asks a stream-processor over HTTP, as an analyst does. */
final class QueryClient {

    private final HttpClient http = HttpClient.newHttpClient();

    /**
     * An instant query.
     *
     * @param time in seconds since 1970; empty for now
     * @return the result without what is around it; missing if there is none
     */
    JsonNode ask(StreamProcessorService service, String query, String time) {
        String at = time.isEmpty() ? "" : "&time=" + time;
        URI uri = URI.create("http://127.0.0.1:" + service.port() + "/api/v1/query?query="
                + URLEncoder.encode(query, StandardCharsets.UTF_8) + at);
        try {
            String body = http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
            return new JsonMapper().readTree(body).path("data").path("result");
        } catch (IOException e) {
            throw new AssertionError("no answer to " + uri, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
