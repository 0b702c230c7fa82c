package io.tocsin.standalone.cli;

import java.net.URI;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which running instance a command speaks to. */
final class ApiOptions {
    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The stream-processor's address (default: http://127.0.0.1:9090).")
    private Optional<URI> url = Optional.empty();

    @Option(
            names = "--port-base",
            paramLabel = "N",
            description = "As given to `up`: the stream-processor then listens on N + 90.",
            defaultValue = "9000")
    private int portBase = PortPlan.DEFAULT_BASE;

    ProcessorApi connect() {
        return new ProcessorApi(
                url.orElseGet(() -> URI.create("http://127.0.0.1:" + new PortPlan(portBase).processor())));
    }
}
