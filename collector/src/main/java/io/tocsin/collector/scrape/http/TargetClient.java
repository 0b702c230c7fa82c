package io.tocsin.collector.scrape.http;

import io.tocsin.collector.exposition.ScrapeProtocol;
import io.tocsin.collector.scrape.config.HttpOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Asks the targets of one job. Thread-safe. */
public final class TargetClient {

    private static final String USER_AGENT = "Tocsin";

    private final HttpClients clients;
    private final HttpOptions options;
    private final String accept;
    private final int mostBytes;

    /** @param mostBytes of an answer, uncompressed */
    public TargetClient(HttpClients clients, HttpOptions options, List<ScrapeProtocol> protocols, long mostBytes) {
        this.clients = clients;
        this.options = options;
        this.accept = ScrapeProtocol.accept(protocols);
        this.mostBytes = Math.toIntExact(mostBytes);
    }

    /**
     * Asks once, and waits for the whole answer.
     *
     * @param timeout for everything, from connecting to the last byte
     * @throws ScrapeFailedException if there is no answer, or not a good one
     * @throws InterruptedException if the scrape is to stop
     */
    public Answer get(URI url, Duration timeout) throws ScrapeFailedException, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> answer = send(url, timeout);
        try {
            return checked(answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            throw new ScrapeFailedException("no answer within " + timeout.toMillis() + " ms");
        } catch (ExecutionException e) {
            throw new ScrapeFailedException(describe(e.getCause() == null ? e : e.getCause()));
        } finally {
            // Nothing if it is complete; else the connection is closed.
            answer.cancel(true);
        }
    }

    private CompletableFuture<HttpResponse<byte[]>> send(URI url, Duration timeout) throws ScrapeFailedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .header("Accept", accept)
                .header("User-Agent", USER_AGENT)
                .header(
                        "X-Prometheus-Scrape-Timeout-Seconds",
                        String.format(Locale.ROOT, "%.3f", timeout.toMillis() / 1000.0));
        if (options.compression()) {
            request.header("Accept-Encoding", "gzip");
        }
        Authorization.header(options.credentials()).ifPresent(value -> request.header("Authorization", value));
        BodyHandler<byte[]> bounded = BodyHandlers.limiting(BodyHandlers.ofByteArray(), mostBytes);
        try {
            return clients.client(options).sendAsync(request.build(), bounded);
        } catch (IOException e) {
            throw new ScrapeFailedException(describe(e));
        }
    }

    private Answer checked(HttpResponse<byte[]> response) throws ScrapeFailedException {
        if (response.statusCode() != 200) {
            throw new ScrapeFailedException("answered with the HTTP status " + response.statusCode());
        }
        String encoding = response.headers().firstValue("Content-Encoding").orElse("identity");
        @Nullable
        String contentType = response.headers().firstValue("Content-Type").orElse(null);
        return switch (encoding.toLowerCase(Locale.ROOT)) {
            case "identity", "" -> new Answer(response.body(), contentType);
            case "gzip" -> new Answer(uncompressed(response.body()), contentType);
            default -> throw new ScrapeFailedException("answered with the content encoding \"" + encoding + "\"");
        };
    }

    private byte[] uncompressed(byte[] gzip) throws ScrapeFailedException {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip), 8 * 1024)) {
            byte[] body = in.readNBytes(mostBytes);
            if (in.read() >= 0) {
                throw new ScrapeFailedException("the body has more than " + mostBytes + " bytes");
            }
            return body;
        } catch (IOException e) {
            throw new ScrapeFailedException("the body is no gzip, though the answer says so: " + e.getMessage());
        }
    }

    private String describe(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        return switch (failure) {
            case java.net.ConnectException e -> "no connection" + (e.getMessage() == null ? "" : ": " + message);
            case java.net.http.HttpConnectTimeoutException _ -> "no connection in time";
            case IOException _ when message.contains("exceed") -> "the body has more than " + mostBytes + " bytes";
            default -> failure.getClass().getSimpleName() + ": " + message;
        };
    }
}
