package io.tocsin.standalone.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.standalone.kafka.Ports;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A stream-processor in a process of its own. */
final class ProcessorProcess implements AutoCloseable {
    private final Http http = new Http();
    private final int port = Ports.choose(1).getFirst();
    private final ChildProcess process;

    /** @param instance distinguishes it from others on the same log; the same one takes up its own state */
    ProcessorProcess(Workspace workspace, String servers, String instance, int standbys) {
        String settings = "{port: " + port + ", instance: '" + instance + "', standbys: " + standbys
                + ", state_directory: '" + workspace.resolve("state-" + instance) + "'}";
        this.process = ChildProcess.start(
                workspace.resolve(instance + ".txt"), ProcessorMain.class, List.of(servers, settings));
    }

    /** How it says it does. */
    Optional<JsonNode> health() {
        return http.json("http://127.0.0.1:" + port + "/health");
    }

    /** Whether it has so many partitions, their stores restored, and evaluates what comes in. */
    boolean isEvaluating(int partitions) {
        return health().filter(json -> json.path("partitions").asInt() == partitions)
                .filter(json -> json.path("status").asText().equals("up"))
                .isPresent();
    }

    /** Whether it has all partitions and has evaluated an instant that came after {@code since}. */
    boolean hasEvaluatedSince(long sinceNanos, int partitions) {
        // Asked before the answer is made: so the lag is compared with too little time rather than too much.
        double seconds = (System.nanoTime() - sinceNanos) / 1e9;
        return isEvaluating(partitions)
                && health().filter(json -> json.path("watermarkLagSeconds").asDouble() < seconds)
                        .isPresent();
    }

    void await(String what, BooleanSupplier condition) {
        process.await(what, condition);
    }

    Duration cpu() {
        return process.cpu();
    }

    String memory() {
        return process.memory().orElse("memory unknown");
    }

    void kill() {
        process.kill();
    }

    @Override
    public void close() {
        process.close();
    }
}
