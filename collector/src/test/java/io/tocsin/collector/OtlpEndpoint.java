package io.tocsin.collector;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tocsin.collector.publish.Frames;
import io.tocsin.collector.publish.RecordingPublisher;
import io.tocsin.schemas.config.Problems;
import io.tocsin.schemas.config.YamlNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.InstantSource;

/** A collector on a log in memory, and whom to send OTLP to. */
record OtlpEndpoint(CollectorService service, RecordingPublisher log, PrometheusMeterRegistry registry, HttpClient http)
        implements AutoCloseable {

    static OtlpEndpoint start(String yaml, InstantSource clock) {
        Problems problems = new Problems();
        CollectorConfig config = CollectorConfig.read(YamlNode.parse("test.yml", yaml, problems), problems);
        problems.throwIfAny();
        RecordingPublisher log = new RecordingPublisher();
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        CollectorService service = CollectorService.start(config, Frames.CODEC::encode, log, clock, registry);
        return new OtlpEndpoint(service, log, registry, HttpClient.newHttpClient());
    }

    String url() {
        return url("/v1/metrics");
    }

    private String url(String path) {
        return "http://" + service.status().address() + path;
    }

    /** @param headers name, value, name, value… */
    HttpResponse<byte[]> post(byte[] body, String... headers) throws IOException, InterruptedException {
        return postTo("/v1/metrics", body, headers);
    }

    HttpResponse<byte[]> postTo(String path, byte[] body, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url(path))).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    @Override
    public void close() {
        service.close();
        http.close();
    }
}
