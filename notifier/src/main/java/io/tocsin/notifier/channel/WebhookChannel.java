package io.tocsin.notifier.channel;

import io.tocsin.notifier.channel.Delivery.Delivered;
import io.tocsin.notifier.channel.Delivery.Rejected;
import io.tocsin.notifier.channel.Delivery.Retry;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Posts Alertmanager's JSON to a URL. The notification's id goes along as {@code Idempotency-Key}, by which a receiver
 * can tell a repeat. Redirects are not followed: a URL that holds a token is shown to nobody but the host it names.
 * Reasons name neither the URL nor what the receiver answered beyond its status, as either may hold the token.
 */
public final class WebhookChannel implements NotificationChannel {

    private static final int CONCURRENCY = 8;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_EARLY = 425;
    private static final int TOO_MANY_REQUESTS = 429;

    private final WebhookConfig config;
    private final Links links;
    private final InstantSource clock;
    private final HttpClient client;

    /** @param clock for {@code Retry-After} headers that name a date */
    public WebhookChannel(WebhookConfig config, Links links, InstantSource clock) {
        this.config = config;
        this.links = links;
        this.clock = clock;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(config.timeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    @Override
    public Delivery deliver(Outgoing outgoing) throws InterruptedException {
        String address;
        try {
            address = config.address();
        } catch (IOException e) {
            return new Retry(Duration.ZERO, "url_file " + config.urlFile().orElseThrow() + " cannot be read");
        }
        URI uri = WebhookConfig.parse(address);
        if (uri == null) {
            return new Rejected("its address is no http or https URL");
        }
        return attempt(request(uri, outgoing));
    }

    private Delivery attempt(HttpRequest request) throws InterruptedException {
        AtomicReference<@Nullable ResponseInfo> head = new AtomicReference<>();
        CompletableFuture<HttpResponse<Void>> answer = client.sendAsync(request, info -> {
            head.set(info);
            return BodySubscribers.discarding();
        });
        try {
            answer.get(config.timeout().toMillis(), TimeUnit.MILLISECONDS);
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

    private HttpRequest request(URI uri, Outgoing outgoing) {
        return HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .header("User-Agent", "tocsin-notifier")
                .header("Idempotency-Key", outgoing.id())
                .POST(BodyPublishers.ofByteArray(WebhookMessage.of(outgoing.notification(), links, config.maxAlerts())))
                .build();
    }

    private Delivery judge(ResponseInfo response) {
        int status = response.statusCode();
        if (status / 100 == 2) {
            return new Delivered();
        }
        boolean later = status == TOO_MANY_REQUESTS || status == REQUEST_TIMEOUT || status == TOO_EARLY;
        if (later || status / 100 == 5) {
            Duration after = RetryAfter.parse(response.headers().firstValue("Retry-After"), clock.instant());
            return new Retry(after, "it answered " + status);
        }
        return status / 100 == 3
                ? new Rejected("it answered " + status + ": redirects are not followed, configure the final URL")
                : new Rejected("it answered " + status);
    }

    /** By its kind: messages of the HTTP client may repeat the address. */
    private String describe(Throwable e) {
        return switch (e) {
            case HttpConnectTimeoutException c ->
                "no connection within " + config.timeout().toMillis() + " ms";
            case TimeoutException t -> "no answer within " + config.timeout().toMillis() + " ms";
            case ConnectException c -> "no connection: refused, or no such host";
            case SSLException s -> "no secure connection: its certificate or its TLS settings are not accepted";
            default -> "the connection broke before there was an answer";
        };
    }

    @Override
    public int concurrency() {
        return CONCURRENCY;
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
