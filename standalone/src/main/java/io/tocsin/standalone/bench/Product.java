package io.tocsin.standalone.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.tocsin.standalone.Tocsin;
import io.tocsin.standalone.cli.FreePorts;
import io.tocsin.standalone.cli.PortPlan;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** {@code tocsin up} in a process of its own, on ports of its own. */
final class Product implements AutoCloseable {
    private final PortPlan ports = FreePorts.plan();
    private final Http http = new Http();
    private final ChildProcess process;

    private Product(Workspace workspace, Path config) {
        this.process = ChildProcess.start(
                workspace.resolve("up.txt"),
                Tocsin.class,
                List.of(
                        "up",
                        "--data",
                        workspace.resolve("data").toString(),
                        "--config",
                        config.toString(),
                        "--port-base",
                        Integer.toString(ports.base())));
    }

    /** Starts it and returns when it is ready and has the rules of its files. */
    static Product start(Workspace workspace, Path config, int rules) {
        Product product = new Product(workspace, config);
        try {
            product.process.await("ready", product::isReady);
            product.process.await("evaluating its rules", () -> product.rules() >= rules);
            return product;
        } catch (RuntimeException e) {
            product.close();
            throw e;
        }
    }

    private boolean isReady() {
        return http.status("http://127.0.0.1:" + ports.processor() + "/health/ready") == 200
                && http.status("http://127.0.0.1:" + ports.collector() + "/health/ready") == 200;
    }

    private int rules() {
        Optional<JsonNode> answer = http.json("http://127.0.0.1:" + ports.processor() + "/api/v1/rules");
        int rules = 0;
        for (JsonNode group :
                answer.map(json -> json.path("data").path("groups")).orElse(MissingNode.getInstance())) {
            rules += group.path("rules").size();
        }
        return rules;
    }

    /** A counter or gauge of the stream-processor, over all its labels. */
    double processorMetric(String name) {
        return http.metric("http://127.0.0.1:" + ports.processor() + "/metrics", name);
    }

    /** The value of an instant query that has one; 0 otherwise. */
    double query(String promql) {
        String url = "http://127.0.0.1:" + ports.processor() + "/api/v1/query?query="
                + URLEncoder.encode(promql, StandardCharsets.UTF_8);
        return http.json(url)
                .map(json -> json.path("data")
                        .path("result")
                        .path(0)
                        .path("value")
                        .path(1)
                        .asDouble())
                .orElse(0.0);
    }

    String remoteWriteUrl() {
        return "http://127.0.0.1:" + ports.collector() + "/api/v1/write";
    }

    String bootstrapServers() {
        return "127.0.0.1:" + ports.kafka();
    }

    Duration cpu() {
        return process.cpu();
    }

    String memory() {
        return process.memory().orElse("memory unknown");
    }

    @Override
    public void close() {
        process.close();
    }
}
