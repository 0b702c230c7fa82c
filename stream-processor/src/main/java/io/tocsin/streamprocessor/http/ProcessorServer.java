package io.tocsin.streamprocessor.http;

import io.helidon.webserver.WebServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tocsin.streamprocessor.StreamProcessorStatus;
import io.tocsin.streamprocessor.commandlog.CommandHistory;
import io.tocsin.streamprocessor.control.KillSwitch;
import io.tocsin.streamprocessor.control.RuleControl;
import io.tocsin.streamprocessor.query.Peers;
import io.tocsin.streamprocessor.query.QueryService;
import io.tocsin.streamprocessor.topology.LocalTasks;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.function.Supplier;

/** The HTTP server of the stream-processor. */
public final class ProcessorServer implements AutoCloseable {

    private static final Duration GRACE = Duration.ofSeconds(2);

    private final WebServer server;

    /** What the routes answer from. */
    public record Sources(
            QueryService queries,
            LocalTasks tasks,
            Peers peers,
            RuleControl rules,
            Runbooks runbooks,
            Commands commands,
            Supplier<StreamProcessorStatus> status,
            PrometheusMeterRegistry registry) {}

    /** What was commanded, and what stops it. */
    public record Commands(CommandHistory history, KillSwitch killSwitch) {}

    private ProcessorServer(WebServer server) {
        this.server = server;
    }

    /**
     * Starts to listen.
     *
     * @param port 0 for any free one
     * @throws PortTakenException if somebody else listens there
     */
    public static ProcessorServer start(String address, int port, Sources sources) {
        requireFree(address, port);
        WebServer server = WebServer.builder()
                .host(address)
                .port(port)
                .shutdownGracePeriod(GRACE)
                .shutdownHook(false)
                .routing(routes -> {
                    new ApiRoutes(sources.queries(), sources.tasks(), sources.peers()).register(routes);
                    new RuleRoutes(sources.rules()).register(routes);
                    new RunbookRoutes(sources.runbooks()).register(routes);
                    new CommandRoutes(
                                    sources.commands().history(),
                                    sources.commands().killSwitch())
                            .register(routes);
                    new HealthRoutes(sources.status(), sources.registry()).register(routes);
                })
                .build();
        return new ProcessorServer(server.start());
    }

    private static void requireFree(String address, int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(address, port));
        } catch (IOException e) {
            throw new PortTakenException(address, port, e);
        }
    }

    /** Where it listens, for a port of 0 the one it got. */
    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.stop();
    }
}
