package io.tocsin.collector.http;

import io.helidon.webserver.http.HttpRouting;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/** {@code /metrics} in Prometheus' text format. */
public record MetricsRoute(PrometheusMeterRegistry registry) {

    private static final String TEXT_FORMAT = "text/plain; version=0.0.4; charset=utf-8";

    public void register(HttpRouting.Builder routes) {
        routes.get(
                "/metrics",
                (request, response) -> Answers.send(response, 200, TEXT_FORMAT, registry.scrape(TEXT_FORMAT)));
    }
}
