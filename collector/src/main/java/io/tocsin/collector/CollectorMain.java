package io.tocsin.collector;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tocsin.collector.http.PortTakenException;
import io.tocsin.collector.self.SelfMetrics;
import io.tocsin.schemas.config.KafkaConfig;
import io.tocsin.schemas.program.ServiceFile;
import io.tocsin.schemas.program.ServiceProgram;
import io.tocsin.schemas.program.Shutdown;
import io.tocsin.schemas.topics.TopicSetup;
import io.tocsin.schemas.topics.Topics;
import io.tocsin.schemas.wire.WireFormat;
import java.time.InstantSource;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;

/** The collector alone, on a Kafka of yours: {@code CollectorMain <tocsin.yml>}. Ends with SIGTERM or Ctrl-C. */
public final class CollectorMain {

    private static final ServiceProgram PROGRAM =
            new ServiceProgram("CollectorMain", """
                The collector alone, on a Kafka of yours: what comes in.
                TOCSIN_KAFKA_BOOTSTRAP_SERVERS, where it is set, replaces kafka.bootstrap_servers.\
                """, Set.of(PortTakenException.class));

    private CollectorMain() {}

    /** @param arguments the configuration file */
    public static void main(String[] arguments) {
        PROGRAM.main(arguments, CollectorMain::run);
    }

    private static void run(ServiceFile file, Shutdown shutdown) throws InterruptedException {
        KafkaConfig kafka = file.kafka();
        CollectorConfig config = CollectorConfig.read(file.root().get("collector"), file.problems());
        file.problems().throwIfAny();
        Topics topics = new Topics(kafka, WireFormat.of(kafka));
        try (Admin admin = Admin.create(kafka.clientProperties())) {
            TopicSetup.ensure(admin, topics);
        }
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        try (CollectorService service =
                CollectorService.start(config, kafka, topics, InstantSource.system(), registry)) {
            service.watch(SelfMetrics.of(registry, "collector"));
            shutdown.awaitRequest();
        }
    }
}
