package io.tocsin.notifier.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerResponse;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.util.function.Supplier;

/** {@code /health}, {@code /health/live}, {@code /health/ready}, {@code /metrics}, {@code /api/v1/notifications}. */
public final class NotifierHttp implements AutoCloseable {

    private static final String JSON = "application/json";
    private static final String METRICS = "text/plain; version=0.0.4; charset=utf-8";

    /** What is answered, asked for each time. */
    public interface Answers {

        /** An answer to a health check. */
        record Health(boolean good, String json) {}

        /** Whether it makes sense to let the process live. */
        Health live();

        /** Whether it does its work. */
        Health ready();

        /** Prometheus' text format. */
        String metrics();

        /** The latest notifications and their outcomes, newest first, as JSON. */
        String notifications();
    }

    private final WebServer server;

    private NotifierHttp(WebServer server) {
        this.server = server;
    }

    /**
     * @param port 0: any that is free
     * @throws IllegalStateException if the port is taken; the message is for the user
     */
    public static NotifierHttp start(String address, int port, Answers answers) {
        HttpRouting.Builder routing = HttpRouting.builder()
                .get("/health", (request, response) -> health(response, answers.ready()))
                .get("/health/live", (request, response) -> health(response, answers.live()))
                .get("/health/ready", (request, response) -> health(response, answers.ready()))
                .get("/metrics", (request, response) -> send(response, METRICS, answers::metrics))
                .get("/api/v1/notifications", (request, response) -> send(response, JSON, answers::notifications));
        WebServer server = WebServer.builder()
                .host(address)
                .port(port)
                .shutdownHook(false)
                .routing(routing)
                .build();
        try {
            return new NotifierHttp(server.start());
        } catch (UncheckedIOException e) {
            throw new IllegalStateException(explain(address, port, e), e);
        }
    }

    private static String explain(String address, int port, UncheckedIOException e) {
        String place = address + ":" + port;
        return e.getCause() instanceof BindException
                ? "the notifier cannot listen on " + place + ": the port is taken; choose another with notifier.port"
                : "the notifier cannot listen on " + place + ": " + e.getCause();
    }

    private static void health(ServerResponse response, Answers.Health health) {
        response.status(health.good() ? Status.OK_200 : Status.SERVICE_UNAVAILABLE_503);
        send(response, JSON, health::json);
    }

    private static void send(ServerResponse response, String type, Supplier<String> body) {
        response.header(HeaderNames.CONTENT_TYPE, type);
        response.send(body.get());
    }

    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.stop();
    }
}
