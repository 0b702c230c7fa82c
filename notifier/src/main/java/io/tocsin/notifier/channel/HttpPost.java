package io.tocsin.notifier.channel;

import io.tocsin.notifier.channel.Delivery.Delivered;
import io.tocsin.notifier.channel.Delivery.Rejected;
import io.tocsin.notifier.channel.Delivery.Retry;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Posts over HTTP, each time once. Redirects are not followed: a URL that holds a token is shown to nobody but the host it
 * names. Reasons name neither the URL nor what the receiver answered beyond its status, as either may hold the token.
 */
public final class HttpPost implements AutoCloseable {

    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_EARLY = 425;
    private static final int TOO_MANY_REQUESTS = 429;

    private final Duration timeout;
    private final InstantSource clock;
    private final Map<Integer, String> meanings;
    private final HttpClient client;

    /**
     * @param timeout of one attempt
     * @param clock for {@code Retry-After} headers that name a date
     * @param meanings what a status says with this receiver, for people
     */
    public HttpPost(Duration timeout, InstantSource clock, Map<Integer, String> meanings) {
        this.timeout = timeout;
        this.clock = clock;
        this.meanings = Map.copyOf(meanings);
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** @return null if the text is no URL that can be posted to */
    public static @Nullable URI address(String text) {
        try {
            URI uri = new URI(text);
            boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            return http && uri.getHost() != null ? uri : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    /** With what every request says; receivers that know no {@code Idempotency-Key} pass over it. */
    public static HttpRequest.Builder to(URI uri, Outgoing outgoing, String contentType) {
        return HttpRequest.newBuilder(uri)
                .header("Content-Type", contentType)
                .header("User-Agent", "tocsin-notifier")
                .header("Idempotency-Key", outgoing.id());
    }

    public Delivery send(HttpRequest request) throws InterruptedException {
        AtomicReference<@Nullable ResponseInfo> head = new AtomicReference<>();
        CompletableFuture<HttpResponse<Void>> answer = client.sendAsync(request, info -> {
            head.set(info);
            return BodySubscribers.discarding();
        });
        try {
            answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return judge(Objects.requireNonNull(head.get()));
        } catch (TimeoutException e) {
            // The client's own time-out ends with the head of the answer; a body may trickle for ever.
            answer.cancel(true);
            ResponseInfo known = head.get();
            return known == null ? new Retry(Duration.ZERO, describe(e)) : judge(known);
        } catch (ExecutionException e) {
            return new Retry(Duration.ZERO, describe(Objects.requireNonNullElse(e.getCause(), e)));
        }
    }

    private Delivery judge(ResponseInfo response) {
        int status = response.statusCode();
        if (status / 100 == 2) {
            return new Delivered();
        }
        boolean later = status == TOO_MANY_REQUESTS || status == REQUEST_TIMEOUT || status == TOO_EARLY;
        String meaning = meanings.get(status);
        String reason = "it answered " + status + (meaning == null ? "" : ": " + meaning);
        if (later || status / 100 == 5) {
            Duration after = RetryAfter.parse(response.headers().firstValue("Retry-After"), clock.instant());
            return new Retry(after, reason);
        }
        return new Rejected(
                status / 100 == 3 ? reason + ": redirects are not followed, configure the final URL" : reason);
    }

    /** By its kind: messages of the HTTP client may repeat the address. */
    private String describe(Throwable e) {
        return switch (e) {
            case HttpConnectTimeoutException c -> "no connection within " + timeout.toMillis() + " ms";
            case TimeoutException t -> "no answer within " + timeout.toMillis() + " ms";
            case ConnectException c -> "no connection: refused, or no such host";
            case SSLException s -> "no secure connection: its certificate or its TLS settings are not accepted";
            default -> "the connection broke before there was an answer";
        };
    }

    /** Ends attempts that are under way. */
    @Override
    public void close() {
        client.shutdownNow();
    }
}
