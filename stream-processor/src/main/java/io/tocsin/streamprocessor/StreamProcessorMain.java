package io.tocsin.streamprocessor;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tocsin.schemas.config.KafkaConfig;
import io.tocsin.schemas.program.ServiceFile;
import io.tocsin.schemas.program.ServiceProgram;
import io.tocsin.schemas.program.Shutdown;
import io.tocsin.schemas.topics.TopicSetup;
import io.tocsin.schemas.topics.Topics;
import io.tocsin.schemas.wire.WireFormat;
import io.tocsin.streamprocessor.StreamProcessorService.Installation;
import io.tocsin.streamprocessor.http.PortTakenException;
import io.tocsin.streamprocessor.rulefiles.RuleSettings;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One stream-processor alone, on a Kafka of yours: {@code StreamProcessorMain tocsin.yml}. Any number of them share the
 * work of one log, if each has its own {@code instance} and an {@code advertised_host} the others reach it under.
 */
public final class StreamProcessorMain {

    private static final Logger LOG = LoggerFactory.getLogger(StreamProcessorMain.class);
    private static final ServiceProgram PROGRAM =
            new ServiceProgram("StreamProcessorMain", """
                A stream-processor alone, on a Kafka of yours. Applies the rule_files of its configuration when they have
                changed. TOCSIN_KAFKA_BOOTSTRAP_SERVERS, where it is set, replaces kafka.bootstrap_servers.\
                """, Set.of(PortTakenException.class));

    private StreamProcessorMain() {}

    /** @param arguments the configuration file */
    public static void main(String[] arguments) {
        PROGRAM.main(arguments, StreamProcessorMain::run);
    }

    private static void run(ServiceFile file, Shutdown shutdown) throws InterruptedException {
        KafkaConfig kafka = file.kafka();
        StreamProcessorConfig config = StreamProcessorConfig.read(file.root().get("stream_processor"), file.problems());
        RuleSettings rules = RuleSettings.read(file.root(), file.directory(), file.problems());
        file.problems().throwIfAny();
        Topics topics = new Topics(kafka, WireFormat.of(kafka));
        try (Admin admin = Admin.create(kafka.clientProperties())) {
            TopicSetup.ensure(admin, topics);
            Installation installation = new Installation(
                    rules.defaults().orReachedAt(config.http().url()), topics, kafka, rules.runbooks());
            run(new Settings(config, rules, installation), admin, shutdown);
        }
    }

    private record Settings(StreamProcessorConfig config, RuleSettings rules, Installation installation) {

        /** Remembers which rule files were applied last. */
        Path record() {
            return config.deployment().stateDirectory().resolve("rule-files.json");
        }
    }

    private static void run(Settings settings, Admin admin, Shutdown shutdown) throws InterruptedException {
        try (StreamProcessorService service = StreamProcessorService.start(
                settings.config(),
                settings.installation(),
                InstantSource.system(),
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT))) {
            LOG.info(
                    "The stream-processor \"{}\" listens on {}:{}",
                    settings.config().deployment().instance(),
                    settings.config().http().listenAddress(),
                    service.port());
            new StartingRules(settings.rules(), service, settings.installation().topics(), settings.record())
                    .apply(admin, shutdown);
            shutdown.awaitRequest();
        }
    }
}
