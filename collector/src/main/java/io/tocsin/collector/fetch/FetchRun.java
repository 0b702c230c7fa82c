package io.tocsin.collector.fetch;

import io.tocsin.collector.fetch.FetchFailure.Reason;
import io.tocsin.collector.scrape.http.Authorization;
import io.tocsin.collector.scrape.http.ScrapeFailedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** One fetch, and what is known of it so far. Used once, by one thread. */
final class FetchRun {

    private static final int MOST_REDIRECTS = 10;

    private final FetchSettings settings;
    private final Deadline deadline;
    private final Wire wire;
    private final Stopwatch stopwatch = new Stopwatch();
    private Response response = Response.NONE;
    private int redirects;
    private boolean secure;
    private @Nullable Trust trust;

    FetchRun(FetchSettings settings, Duration timeout, Wire wire) {
        this.settings = settings;
        this.deadline = Deadline.in(timeout);
        this.wire = wire;
    }

    Fetched run(URI url) throws InterruptedException {
        Optional<FetchFailure> failure = Optional.empty();
        try {
            follow(Hop.first(settings, url));
        } catch (IOException e) {
            failure = Optional.of(failure(e));
        }
        if (Thread.interrupted()) {
            throw new InterruptedException("while fetching");
        }
        Optional<Instant> expiry = trust == null ? Optional.empty() : trust.earliestExpiry();
        return new Fetched(stopwatch.stop(), redirects, secure, expiry, response, failure);
    }

    private void follow(Hop first) throws IOException, InterruptedException {
        Optional<Hop> next = Optional.of(first);
        while (next.isPresent()) {
            Hop hop = next.get();
            exchange(hop);
            next = settings.followRedirects() ? hop.next(response) : Optional.empty();
            if (next.isPresent() && ++redirects > MOST_REDIRECTS) {
                redirects = MOST_REDIRECTS;
                throw new FetchException(Reason.REDIRECT, "more than " + MOST_REDIRECTS + " redirects");
            }
        }
    }

    private void exchange(Hop hop) throws IOException, InterruptedException {
        secure = false;
        trust = null;
        byte[] request = RequestText.of(hop, headers(hop));
        stopwatch.enter(Phase.RESOLVE);
        List<InetAddress> addresses = wire.resolve(hop, settings, deadline);
        stopwatch.enter(Phase.CONNECT);
        try (Wire.Line line = wire.open(addresses, hop.port(), deadline)) {
            Socket socket = hop.secure() ? secured(line.socket(), hop) : line.socket();
            stopwatch.enter(Phase.PROCESSING);
            socket.getOutputStream().write(request);
            AnswerReader reader = new AnswerReader(socket.getInputStream(), stopwatch);
            response = reader.head();
            if (!settings.followRedirects() || hop.next(response).isEmpty()) {
                response = new BodyReader(reader, settings.bodyLimit()).read(hop.method(), response);
            }
        }
    }

    private Map<String, String> headers(Hop hop) throws FetchException {
        if (!hop.trusted()) {
            return Map.of();
        }
        Map<String, String> headers = new HashMap<>(settings.headers().values());
        try {
            Authorization.header(settings.credentials()).ifPresent(value -> headers.put("Authorization", value));
        } catch (ScrapeFailedException e) {
            throw new FetchException(Reason.CONFIGURATION, String.valueOf(e.getMessage()));
        }
        return headers;
    }

    private SSLSocket secured(Socket socket, Hop hop) throws IOException {
        stopwatch.enter(Phase.TLS);
        SSLSocket secured = (SSLSocket) wire.materials()
                .sockets(settings.tls(), used -> trust = used)
                .createSocket(socket, hop.host(), hop.port(), false);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        secure = true;
        return secured;
    }

    private FetchFailure failure(IOException e) {
        Phase phase = stopwatch.phase();
        if (e instanceof FetchException known) {
            return new FetchFailure(known.reason(), phase, String.valueOf(e.getMessage()));
        }
        if (deadline.isOver()) {
            return new FetchFailure(Reason.TIMEOUT, phase, "the time was over");
        }
        return switch (phase) {
            case RESOLVE -> new FetchFailure(Reason.RESOLVE, phase, String.valueOf(e.getMessage()));
            case CONNECT -> new FetchFailure(Reason.CONNECT, phase, "no connection: " + e.getMessage());
            case TLS -> new FetchFailure(Reason.TLS, phase, TlsTrouble.text(e));
            case PROCESSING, TRANSFER ->
                new FetchFailure(
                        e instanceof SSLException ? Reason.TLS : Reason.CONNECTION_LOST,
                        phase,
                        "the connection was lost: " + e.getMessage());
        };
    }
}
