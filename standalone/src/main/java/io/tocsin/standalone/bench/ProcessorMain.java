package io.tocsin.standalone.bench;

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
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** A stream-processor alone in its process, to be killed. Arguments: brokers, the section of the configuration. */
final class ProcessorMain {
    private ProcessorMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        KafkaConfig kafka = KafkaConfig.local(arguments[0]);
        Problems problems = new Problems();
        StreamProcessorConfig config =
                StreamProcessorConfig.read(YamlNode.parse("bench", arguments[1], problems), problems);
        problems.throwIfAny();
        Topics topics = new Topics(kafka, WireFormat.of(kafka));
        RuleControl.Defaults defaults = new RuleControl.Defaults(Duration.ofSeconds(15));
        try (StreamProcessorService _ = StreamProcessorService.start(
                config,
                new StreamProcessorService.Installation(defaults, topics, kafka),
                WallClock.SYSTEM,
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT))) {
            new CountDownLatch(1).await();
        }
    }
}
