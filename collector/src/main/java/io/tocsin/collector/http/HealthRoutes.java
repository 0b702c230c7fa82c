package io.tocsin.collector.http;

import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerResponse;
import java.util.function.BooleanSupplier;

/**
 * {@code /health/live}: the process answers. {@code /health/ready}, and {@code /health} the same: Kafka does, too; what
 * is sent now would be stored.
 */
public record HealthRoutes(BooleanSupplier kafkaReachable) {

    public void register(HttpRouting.Builder routes) {
        routes.get("/health", (request, response) -> ready(response));
        routes.get("/health/ready", (request, response) -> ready(response));
        routes.get("/health/live", (request, response) -> Answers.json(response, 200, "{\"status\":\"UP\"}"));
    }

    private void ready(ServerResponse response) {
        String status = kafkaReachable.getAsBoolean() ? "UP" : "DOWN";
        String json = "{\"status\":\"%1$s\",\"checks\":[{\"name\":\"kafka\",\"status\":\"%1$s\"}]}".formatted(status);
        Answers.json(response, status.equals("UP") ? 200 : 503, json);
    }
}
