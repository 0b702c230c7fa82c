package io.tocsin.standalone.up;

import io.tocsin.schemas.program.Shutdown;
import io.tocsin.standalone.cli.PortPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code up}: runs everything in this process until Ctrl-C or SIGTERM. */
@Command(
        mixinStandardHelpOptions = true,
        description = "Run everything in one process: a Kafka, collector, stream-processor and notifier.",
        footer = {
            "",
            "Everything listens on 127.0.0.1: collector N+80, stream-processor N+90, Kafka N+92 (and N+91 for itself),"
                    + " notifier N+93, where N is --port-base.",
            "TOCSIN_LOG=json gives log lines as JSON, TOCSIN_LOG_LEVEL=DEBUG more of them."
        })
public final class UpCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(UpCommand.class);
    private static final Duration SHUTDOWN_LIMIT = Duration.ofSeconds(9);
    private static final Duration RULES_TAKE_EFFECT = Duration.ofSeconds(10);
    private static final Duration REFRESH = Duration.ofSeconds(1);

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where everything is kept across restarts (default: ./${DEFAULT-VALUE}).",
            defaultValue = "data")
    private Path data = Path.of("data");

    @Option(
            names = "--port-base",
            paramLabel = "N",
            description = "Moves all ports together (default: ${DEFAULT-VALUE}).",
            defaultValue = "9000")
    private int portBase = PortPlan.DEFAULT_BASE;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The configuration (default: config/tocsin.yml beside the launcher).")
    private Path config = Path.of(System.getProperty("tocsin.home", ""), "config", "tocsin.yml");

    @Override
    public Integer call() throws InterruptedException {
        PortPlan ports = new PortPlan(portBase);
        TocsinConfig settings = TocsinConfig.read(config);
        try (DataDirectory directory = DataDirectory.open(data)) {
            ports.requireAllFree();
            run(new InstanceSettings(settings, ports, directory));
        }
        return 0;
    }

    private static void run(InstanceSettings settings) throws InterruptedException {
        StatusDisplay display = display();
        try (Shutdown shutdown = Shutdown.within(SHUTDOWN_LIMIT);
                Instance instance = Instance.start(settings, shutdown::isRequested)) {
            Readiness readiness = new Readiness(shutdown);
            if (readiness.reached("ready", () -> instance.status().ready())) {
                int rules = instance.applyRules(RULES_TAKE_EFFECT);
                readiness.hopedFor(RULES_TAKE_EFFECT, () -> instance.status().rules() >= rules);
                Announcement.of(settings, instance.status()).forEach(System.out::println);
            }
            while (!shutdown.isRequestedWithin(REFRESH)) {
                display.show(instance.status(), System.nanoTime());
            }
            System.out.println("ending");
        }
    }

    private static StatusDisplay display() {
        return Terminal.isInteractive() ? new StatusLine(Terminal.install()) : new StatusLog(LOG::info);
    }
}
