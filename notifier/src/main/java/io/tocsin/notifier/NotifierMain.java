package io.tocsin.notifier;

import io.tocsin.schemas.config.KafkaConfig;
import io.tocsin.schemas.program.ServiceFile;
import io.tocsin.schemas.program.ServiceProgram;
import io.tocsin.schemas.program.Shutdown;
import io.tocsin.schemas.topics.TopicSetup;
import io.tocsin.schemas.topics.Topics;
import io.tocsin.schemas.wire.WireFormat;
import java.io.PrintStream;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;

/** The notifier as a program of its own: {@code NotifierMain tocsin.yml}. Ends with Ctrl-C or SIGTERM. */
public final class NotifierMain {

    private static final ServiceProgram PROGRAM =
            new ServiceProgram("NotifierMain", """
                The notifier alone, on a Kafka of yours: whom to tell about alerts, and telling them.
                TOCSIN_KAFKA_BOOTSTRAP_SERVERS, where it is set, replaces kafka.bootstrap_servers.\
                """, Set.of(IllegalStateException.class));

    private NotifierMain() {}

    /** @param args the configuration file */
    public static void main(String[] args) {
        PROGRAM.main(args, NotifierMain::run);
    }

    private static void run(ServiceFile file, Shutdown shutdown) throws InterruptedException {
        KafkaConfig kafka = file.kafka();
        NotifierConfig config = NotifierConfig.read(file.root().get("notifier"), file.problems());
        file.problems().throwIfAny();
        Topics topics = new Topics(kafka, WireFormat.of(kafka));
        try (Admin admin = Admin.create(kafka.clientProperties())) {
            TopicSetup.ensure(admin, topics);
        }
        PrintStream out = System.out;
        try (NotifierService service = NotifierService.start(config, kafka, topics, out::println)) {
            out.println("notifier listens on " + config.service().listenAddress() + ":" + service.port());
            shutdown.awaitRequest();
        }
    }
}
