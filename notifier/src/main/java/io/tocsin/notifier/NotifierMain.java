package io.tocsin.notifier;

import io.tocsin.schemas.config.ConfigException;
import io.tocsin.schemas.config.KafkaConfig;
import io.tocsin.schemas.config.Problems;
import io.tocsin.schemas.config.YamlNode;
import io.tocsin.schemas.topics.TopicSetup;
import io.tocsin.schemas.topics.Topics;
import io.tocsin.schemas.wire.WireFormat;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.admin.Admin;

/** The notifier as a program of its own: {@code NotifierMain tocsin.yml}. Ends with Ctrl-C or SIGTERM. */
public final class NotifierMain {

    private NotifierMain() {}

    /** @param args the configuration file */
    public static void main(String[] args) throws InterruptedException {
        PrintStream out = System.out;
        if (args.length != 1) {
            System.err.println("usage: NotifierMain CONFIGURATION-FILE");
            System.exit(2);
        }
        try {
            run(args[0], out);
        } catch (ConfigException | IllegalStateException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        } catch (IOException e) {
            System.err.println(args[0] + " cannot be read: " + e.getMessage());
            System.exit(1);
        }
    }

    private static void run(String file, PrintStream out) throws IOException, InterruptedException {
        Problems problems = new Problems();
        YamlNode root = YamlNode.parse(file, Files.readString(Path.of(file)), problems);
        KafkaConfig kafka = KafkaConfig.read(root.get("kafka"), problems);
        NotifierConfig config = NotifierConfig.read(root.get("notifier"), problems);
        problems.throwIfAny();
        Topics topics = new Topics(kafka, WireFormat.of(kafka));
        try (Admin admin = Admin.create(kafka.clientProperties())) {
            TopicSetup.ensure(admin, topics);
        }
        CountDownLatch end = new CountDownLatch(1);
        NotifierService service = NotifierService.start(config, kafka, topics, out::println);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            service.close();
            end.countDown();
        }));
        out.println("notifier listens on " + config.service().listenAddress() + ":" + service.port());
        end.await();
    }
}
