package io.tocsin.standalone.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tocsin.standalone.cli.Failure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** What a measurement asks of what it measures. */
final class Http {
    private static final Duration TIME_OUT = Duration.ofSeconds(20);

    private final JsonMapper mapper = new JsonMapper();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Of a GET; 0 if nothing answers. */
    int status(String url) {
        return get(url).map(HttpResponse::statusCode).orElse(0);
    }

    /** The body of a GET, whatever its status. */
    Optional<JsonNode> json(String url) {
        return get(url).map(response -> {
            try {
                return mapper.readTree(response.body());
            } catch (IOException e) {
                throw new Failure("no JSON from " + url, e);
            }
        });
    }

    /** The sum of all samples of one name in Prometheus' text format; 0 if there is none. */
    double metric(String url, String name) {
        double sum = 0;
        for (String line : get(url).map(HttpResponse::body).orElse("").lines().toList()) {
            if (line.startsWith(name + "{") || line.startsWith(name + " ")) {
                sum += Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
            }
        }
        return sum;
    }

    private Optional<HttpResponse<String>> get(String url) {
        return send(HttpRequest.newBuilder(URI.create(url)).timeout(TIME_OUT).build());
    }

    /** Posts remote write 1.0. */
    void write(String url, byte[] body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .timeout(TIME_OUT)
                .header("Content-Type", "application/x-protobuf")
                .header("Content-Encoding", "snappy")
                .header("X-Prometheus-Remote-Write-Version", "0.1.0")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        HttpResponse<String> response = send(request).orElseThrow(() -> new Failure("nothing answers at " + url));
        if (response.statusCode() == 503) {
            // Asked to come again: that is how a sender is slowed down.
            Waiting.pause(Duration.ofMillis(50));
            write(url, body);
        } else if (response.statusCode() / 100 != 2) {
            throw new Failure("remote write was answered " + response.statusCode() + ": " + response.body());
        }
    }

    private Optional<HttpResponse<String>> send(HttpRequest request) {
        try {
            return Optional.of(client.send(request, BodyHandlers.ofString()));
        } catch (IOException _) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("interrupted while asking " + request.uri(), e);
        }
    }
}
