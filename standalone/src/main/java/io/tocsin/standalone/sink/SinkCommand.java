package io.tocsin.standalone.sink;

import io.tocsin.schemas.program.Shutdown;
import io.tocsin.standalone.cli.Failure;
import io.tocsin.standalone.cli.Output;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sink}: somebody to tell, for a first run. */
@Command(
        mixinStandardHelpOptions = true,
        description = "Receive by webhook what the notifier sends, and print it; runs until Ctrl-C or SIGTERM.",
        footer = {"", "GET /messages answers what came lately, as it came; GET /health/ready that it listens."})
public final class SinkCommand implements Callable<Integer> {
    private static final Pattern PLACE = Pattern.compile("(.+):(\\d{1,5})");
    private static final int MAX_PORT = 65_535;
    private static final Duration SHUTDOWN_LIMIT = Duration.ofSeconds(5);

    private final Output output;

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            description = "Where (default: ${DEFAULT-VALUE}).",
            defaultValue = "127.0.0.1:8080")
    private String listen = "127.0.0.1:8080";

    public SinkCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() throws InterruptedException {
        InetSocketAddress address = address(listen);
        try (Shutdown shutdown = Shutdown.within(SHUTDOWN_LIMIT);
                WebhookSink sink = WebhookSink.start(address, output.out()::println)) {
            output.out().println("sink listens on " + address.getHostString() + ":" + sink.port());
            shutdown.awaitRequest();
        }
        return 0;
    }

    private static InetSocketAddress address(String place) {
        Matcher parts = PLACE.matcher(place);
        if (!parts.matches() || Integer.parseInt(parts.group(2)) > MAX_PORT) {
            throw new Failure("--listen " + place + " is not HOST:PORT, such as 127.0.0.1:8080");
        }
        return new InetSocketAddress(parts.group(1), Integer.parseInt(parts.group(2)));
    }
}
