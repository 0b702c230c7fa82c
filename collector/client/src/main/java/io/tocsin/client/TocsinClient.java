package io.tocsin.client;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Puts events and samples onto Tocsin's log. One for an application, for as long as it runs. Thread-safe.
 *
 * <p>No method but {@link #flush} and {@link #close} waits for anything: a record is encoded, queued in bounded memory and
 * sent in batches by a thread of its own for each topic. What is handed over in one order with one key (migration, asset,
 * subject, source) arrives in that order, and once, as long as this client lives. A record that cannot be delivered is
 * dropped, counted with its reason and told to the log, never silently: see {@link LossReason} and {@link #counts}.
 */
public final class TocsinClient implements AutoCloseable {

    private final ClientSettings settings;
    private final Producers producers;
    private final Map<LogTopic, Delivery> deliveries = new EnumMap<>(LogTopic.class);
    private boolean closed;

    TocsinClient(ClientSettings settings) {
        this.settings = settings;
        this.producers = Producers.open(settings);
        WireHeader header = settings.registry() == null
                ? LogTopic::singleObjectHeader
                : new SchemaRegistry(settings.registry(), settings.topicPrefix());
        for (LogTopic topic : LogTopic.values()) {
            deliveries.put(topic, new Delivery(topic, settings, header, producers));
        }
    }

    /**
     * With all defaults.
     *
     * @param bootstrapServers {@code host:port,host:port…}
     */
    public static TocsinClient connect(String bootstrapServers) {
        return to(bootstrapServers).connect();
    }

    /** @param bootstrapServers {@code host:port,host:port…} */
    public static ClientBuilder to(String bootstrapServers) {
        return new ClientBuilder(bootstrapServers);
    }

    /**
     * Hands an event over.
     *
     * @return false if it is lost already; true says no more than that it is not
     */
    public boolean send(TocsinEvent event) {
        return offer(event, new CompletableFuture<>()) == null;
    }

    /**
     * Hands an event over and tells what becomes of it. The future is completed by a thread of this client or Kafka's: do
     * not block in what hangs on it.
     *
     * @return completes when Kafka has stored the event on all replicas in sync; fails with {@link RecordLostException}
     */
    public CompletableFuture<Void> store(TocsinEvent event) {
        CompletableFuture<Void> receipt = new CompletableFuture<>();
        offer(event, receipt);
        return receipt;
    }

    /**
     * Hands samples over, in one record or several.
     *
     * @return false if some of them are lost already
     */
    public boolean send(MetricFrame frame) {
        boolean taken = true;
        for (byte[] body : FrameBody.of(frame)) {
            OutgoingRecord record = record(frame.source().recordKey(), frame.at(), body, new CompletableFuture<>());
            taken &= offer(LogTopic.METRICS, record) == null;
        }
        return taken;
    }

    private @Nullable LossReason offer(TocsinEvent event, CompletableFuture<Void> receipt) {
        // Not a switch: the language of Java 17 has none over types.
        if (event instanceof MigrationEvent migration) {
            return offer(LogTopic.MIGRATIONS, migration.migrationId(), event, EventBody.of(migration), receipt);
        }
        if (event instanceof ReserveSnapshot snapshot) {
            return offer(LogTopic.RESERVES, snapshot.asset(), event, EventBody.of(snapshot), receipt);
        }
        ActivityEvent activity = (ActivityEvent) event;
        return offer(LogTopic.ACTIVITY, activity.subject(), event, EventBody.of(activity), receipt);
    }

    private @Nullable LossReason offer(
            LogTopic topic, String key, TocsinEvent event, byte[] body, CompletableFuture<Void> receipt) {
        return offer(topic, record(key, event.at(), body, receipt));
    }

    private @Nullable LossReason offer(LogTopic topic, OutgoingRecord record) {
        return delivery(topic).offer(record);
    }

    private static OutgoingRecord record(String key, Instant at, byte[] body, CompletableFuture<Void> receipt) {
        byte[] keyBytes = key.getBytes(StandardCharsets.UTF_8);
        return new OutgoingRecord(keyBytes, at.toEpochMilli(), body, System.nanoTime(), receipt);
    }

    private Delivery delivery(LogTopic topic) {
        return Objects.requireNonNull(deliveries.get(topic));
    }

    /** Of all topics together. */
    public ClientCounts counts() {
        return countsByTopic().values().stream().reduce(ClientCounts.NONE, ClientCounts::plus);
    }

    /** By the topics' full names; one that was never written to has zeros. */
    public SortedMap<String, ClientCounts> countsByTopic() {
        SortedMap<String, ClientCounts> counts = new TreeMap<>();
        deliveries.forEach((topic, delivery) ->
                counts.put(settings.topicName(topic), delivery.lane().counts()));
        return counts;
    }

    /**
     * Waits until the fate of everything handed over is known.
     *
     * @return false if it is not, after that time
     */
    public boolean flush(Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        boolean settled = true;
        for (Delivery delivery : deliveries.values()) {
            settled &= delivery.lane().awaitSettled(deadline);
        }
        return settled;
    }

    /**
     * Sends what is waiting, for the close timeout at most, and gives up the rest, which is then counted as lost. Takes
     * nothing more. A second call does nothing; an interrupt makes it give up at once.
     */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        long deadline = System.nanoTime() + settings.closeTimeout().toNanos();
        deliveries.values().forEach(delivery -> delivery.lane().close());
        boolean interrupted = false;
        for (Delivery delivery : deliveries.values()) {
            interrupted |= !delivery.finish(interrupted ? System.nanoTime() : deadline);
        }
        long left = interrupted ? 0 : Math.max(0, deadline - System.nanoTime());
        producers.close(Duration.ofNanos(left));
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
