package io.tocsin.streamprocessor.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerResponse;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tocsin.streamprocessor.StreamProcessorStatus;
import java.util.function.Supplier;

/** Health for load balancers and people, and our own metrics. */
final class HealthRoutes {

    private final Supplier<StreamProcessorStatus> status;
    private final PrometheusMeterRegistry registry;

    HealthRoutes(Supplier<StreamProcessorStatus> status, PrometheusMeterRegistry registry) {
        this.status = status;
        this.registry = registry;
    }

    void register(HttpRouting.Builder routes) {
        routes.get("/health/live", (request, response) -> live(response))
                .get("/health/ready", (request, response) -> ready(response))
                .get("/health", (request, response) -> ready(response))
                .get(
                        "/metrics",
                        (request, response) -> response.header(
                                        HeaderNames.CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")
                                .send(registry.scrape()));
    }

    /** Alive until the Streams client has given up; then a restart is the cure. */
    private void live(ServerResponse response) {
        StreamProcessorStatus now = status.get();
        answer(response, now, now.alive());
    }

    private void ready(ServerResponse response) {
        StreamProcessorStatus now = status.get();
        answer(response, now, now.ready());
    }

    private static void answer(ServerResponse response, StreamProcessorStatus now, boolean good) {
        ObjectNode body = PrometheusJson.MAPPER.createObjectNode();
        body.put("status", good ? "up" : "down").put("state", now.state());
        body.put("partitions", now.partitions()).put("series", now.series());
        body.put("watermarkLagSeconds", now.watermarkLag().toMillis() / 1000.0).put("reason", now.reason());
        ApiRoutes.send(response, good ? Status.OK_200 : Status.SERVICE_UNAVAILABLE_503, body);
    }
}
