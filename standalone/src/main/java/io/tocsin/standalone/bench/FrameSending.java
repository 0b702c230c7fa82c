package io.tocsin.standalone.bench;

import io.tocsin.collector.CollectorConfig;
import io.tocsin.collector.publish.KafkaFramePublisher;
import io.tocsin.schemas.config.KafkaConfig;
import io.tocsin.schemas.config.Problems;
import io.tocsin.schemas.config.YamlNode;
import io.tocsin.schemas.frame.FrameCodec;
import io.tocsin.schemas.frame.MetricFrame;
import io.tocsin.schemas.topics.Topics;
import io.tocsin.schemas.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/** Straight into the log, as a producer with our library does. */
final class FrameSending implements Sending {
    private static final int UNDER_WAY = 2_000;

    private final KafkaFramePublisher publisher;
    private final FrameCodec codec;
    private final Semaphore underWay = new Semaphore(UNDER_WAY);

    FrameSending(Product product) {
        KafkaConfig kafka = KafkaConfig.local(product.bootstrapServers());
        WireFormat wire = WireFormat.of(kafka);
        Topics topics = new Topics(kafka, wire);
        Problems problems = new Problems();
        CollectorConfig config =
                CollectorConfig.read(YamlNode.parse("bench", "buffer: {linger: 100ms}", problems), problems);
        problems.throwIfAny();
        this.publisher = KafkaFramePublisher.open(
                kafka, config.publisher(), topics.metrics().name());
        this.codec = new FrameCodec(wire, topics.metrics().name());
    }

    @Override
    public void send(Exporter exporter, long at) {
        underWay.acquireUninterruptibly();
        byte[] frame = codec.encode(new MetricFrame(at, exporter.layout(), exporter.next()));
        CompletableFuture<Void> _ = publisher
                .publish(exporter.key().getBytes(StandardCharsets.UTF_8), at, frame)
                .whenComplete((_, _) -> underWay.release());
    }

    @Override
    public void flush() {
        underWay.acquireUninterruptibly(UNDER_WAY);
        underWay.release(UNDER_WAY);
    }

    @Override
    public void close() {
        publisher.close();
    }
}
