package io.tocsin.standalone.demo;

import io.tocsin.client.commands.CommandListener;
import io.tocsin.client.commands.CursorStore;
import io.tocsin.schemas.avro.Command;
import io.tocsin.schemas.config.KafkaConfig;
import io.tocsin.schemas.frame.MetricFrame;
import io.tocsin.schemas.topics.Topic;
import io.tocsin.schemas.topics.Topics;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * Hands the bridge its commands, and knows up to which instant it has them all: then the world may go on until the first
 * moment at which a command that is still to come could change it.
 */
final class Obedience implements AutoCloseable {
    private static final String TARGET = "bridge";

    private final Topic<String, Command> commands;
    private final TopicPartition partition;
    private final Admin admin;
    private final Set<String> obeyed = ConcurrentHashMap.newKeySet();
    private final Set<String> given = ConcurrentHashMap.newKeySet();
    private final CommandListener listener;
    private final LogWatch watch;
    private final Topic<String, MetricFrame> recorded;
    private long evaluated = Long.MIN_VALUE;
    private long awaited = Long.MIN_VALUE;
    private long awaitedOffset;
    private volatile long complete = Long.MIN_VALUE;

    /**
     * Begins to listen.
     *
     * @param port of the stream-processor
     * @param bridge is handed each command once
     */
    Obedience(KafkaConfig kafka, Topics topics, int port, Consumer<io.tocsin.client.commands.Command> bridge) {
        this.commands = topics.commands();
        this.recorded = topics.recorded();
        this.partition = new TopicPartition(commands.name(), 0);
        this.admin = Admin.create(kafka.clientProperties());
        this.listener = CommandListener.to(URI.create("http://127.0.0.1:" + port), TARGET)
                .cursors(fromTheBeginning())
                .longestPause(Duration.ofSeconds(1))
                .listen(command -> {
                    bridge.accept(command);
                    obeyed.add(command.id());
                });
        this.watch = new LogWatch(kafka, List.of(commands, recorded), this::read, this::reached);
    }

    private static CursorStore fromTheBeginning() {
        CursorStore store = CursorStore.inMemory();
        try {
            store.save("earliest");
        } catch (IOException e) {
            throw new IllegalStateException("memory cannot be full of one word", e);
        }
        return store;
    }

    /** Whatever is recorded at an instant says that the instants before it are over. */
    private void read(ConsumerRecord<byte[], byte[]> polled) {
        if (polled.topic().equals(recorded.name())) {
            evaluated = Math.max(evaluated, polled.timestamp() - 1);
            return;
        }
        Command command = commands.valueSerde().deserializer().deserialize(polled.topic(), polled.value());
        if (command.getTarget().equals(TARGET) && command.getSuppressed() == null) {
            given.add(command.getId());
        }
    }

    /**
     * A transaction becomes visible in one topic after the other. So when an instant is visible among what is recorded,
     * every command up to then stands before the present end of the topic, visible or not.
     */
    private void reached(Map<TopicPartition, Long> positions) {
        if (awaited == complete && evaluated > complete) {
            awaitedOffset = end();
            awaited = evaluated;
        }
        if (positions.getOrDefault(partition, 0L) >= awaitedOffset && obeyed.containsAll(given)) {
            complete = awaited;
        }
    }

    private long end() {
        try {
            return admin.listOffsets(
                            Map.of(partition, OffsetSpec.latest()),
                            new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
                    .partitionResult(partition)
                    .get()
                    .offset();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Long.MAX_VALUE;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the demonstration's own Kafka does not answer", e);
        }
    }

    /** The bridge has every command of the instants up to here. */
    long completeUpTo() {
        return complete;
    }

    @Override
    public void close() {
        watch.close();
        listener.close();
        admin.close(Duration.ofSeconds(1));
    }
}
