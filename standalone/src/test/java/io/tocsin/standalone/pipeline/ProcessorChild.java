package io.tocsin.standalone.pipeline;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tocsin.schemas.config.KafkaConfig;
import io.tocsin.schemas.config.Problems;
import io.tocsin.schemas.config.YamlNode;
import io.tocsin.schemas.topics.Topics;
import io.tocsin.schemas.wire.WireFormat;
import io.tocsin.streamprocessor.StreamProcessorConfig;
import io.tocsin.streamprocessor.StreamProcessorService;
import io.tocsin.streamprocessor.control.RuleControl;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A stream-processor in a JVM of its own, to be killed. Its clock stands in the past, so that it does not tick. */
final class ProcessorChild {

    private ProcessorChild() {}

    /** How one starts: two instances of one log have different names and states. */
    record Start(Path state, String instance, int standbys) {}

    public static void main(String[] args) throws InterruptedException {
        KafkaConfig kafka = KafkaConfig.local(args[0]);
        Start start = new Start(Path.of(args[1]), args[2], Integer.parseInt(args[3]));
        try (StreamProcessorService _ = open(kafka, start)) {
            new CountDownLatch(1).await();
        }
    }

    /** In this JVM. */
    static StreamProcessorService open(KafkaConfig kafka, Start start) {
        Problems problems = new Problems();
        String text = "port: 0\nsession_timeout: 6s\ninstance: '" + start.instance() + "'\nstandbys: "
                + start.standbys() + "\nstate_directory: '" + start.state() + "'\n";
        StreamProcessorConfig config = StreamProcessorConfig.read(YamlNode.parse("test.yml", text, problems), problems);
        problems.throwIfAny();
        RuleControl.Defaults defaults = new RuleControl.Defaults(Duration.ofSeconds(5));
        Topics topics = new Topics(kafka, WireFormat.of(kafka));
        return StreamProcessorService.start(
                config,
                new StreamProcessorService.Installation(defaults, topics, kafka),
                InstantSource.fixed(Instant.EPOCH.plusSeconds(1)),
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
    }

    static Process start(KafkaConfig kafka, Start start, File output) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = List.of(
                java,
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:TieredStopAtLevel=1",
                "-Xmx512m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                ProcessorChild.class.getName(),
                kafka.bootstrapServers(),
                start.state().toString(),
                start.instance(),
                Integer.toString(start.standbys()));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output))
                .start();
    }
}
