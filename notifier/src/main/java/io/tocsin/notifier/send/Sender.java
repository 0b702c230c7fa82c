package io.tocsin.notifier.send;

import io.tocsin.notifier.channel.NotificationChannel;
import io.tocsin.notifier.channel.Outgoing;
import io.tocsin.notifier.send.NotificationLog.Batch;
import io.tocsin.notifier.send.NotificationLog.Progress;
import io.tocsin.schemas.avro.Notification;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what stands in {@code notifications} without an outcome, and writes the outcome there. After a start a partition
 * is first read to the present, so that nothing that has an outcome is sent again; a send whose outcome was lost in a crash is
 * repeated with the same id.
 */
public final class Sender implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Sender.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration COMMIT_INTERVAL = Duration.ofSeconds(1);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final NotificationLog log;
    private final OutcomeLog outcomes;
    private final Map<Address, Lane> lanes;
    private final SendMetrics metrics;
    private final InstantSource clock;
    private final Map<Integer, OpenSends> partitions = new TreeMap<>();
    private final Map<Integer, Long> committed = new HashMap<>();
    private final Recent recent = new Recent();
    private final Thread thread;
    private Instant lastCommit = Instant.MIN;
    private volatile boolean closed;
    private volatile boolean present;
    private volatile int open;

    /** One integration of one receiver. */
    public record Address(String receiver, String integration) {
        static Address of(Notification notification) {
            return new Address(notification.getReceiver(), notification.getIntegration());
        }
    }

    /** Everything the sender reaches outside itself; it closes what it is given. */
    public record Ports(NotificationLog log, OutcomeLog outcomes, SendMetrics metrics, InstantSource clock) {}

    private Sender(Ports ports, Map<Address, NotificationChannel> channels, DeliveryConfig config) {
        this.log = ports.log();
        this.outcomes = ports.outcomes();
        this.metrics = ports.metrics();
        this.clock = ports.clock();
        this.lanes = new HashMap<>();
        channels.forEach((address, channel) -> lanes.put(address, new Lane(channel, outcomes, config, metrics, clock)));
        this.thread = Thread.ofPlatform().name("notification-sender").unstarted(this::run);
    }

    public static Sender start(Ports ports, Map<Address, NotificationChannel> channels, DeliveryConfig config) {
        Sender sender = new Sender(ports, channels, config);
        sender.lanes.forEach((address, lane) -> lane.start(address.receiver() + "-" + address.integration()));
        sender.thread.start();
        return sender;
    }

    /** @return whether all assigned partitions have been read to the present, so that what is decided is sent at once */
    public boolean isPresent() {
        return present;
    }

    /** @return how many notifications have no outcome yet */
    public int open() {
        return open;
    }

    /** @return how many of those wait for a receiver */
    public int waiting() {
        return lanes.values().stream().mapToInt(Lane::waiting).sum();
    }

    public Recent recent() {
        return recent;
    }

    private void run() {
        while (!closed) {
            try {
                step();
            } catch (RuntimeException e) {
                if (!closed) {
                    LOG.error(
                            "the notification log cannot be read, trying again in {} s", AFTER_FAILURE.toSeconds(), e);
                    pause();
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(AFTER_FAILURE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void step() throws InterruptedException {
        Batch batch = log.poll(POLL);
        keepOnly(batch.partitions());
        for (NotificationLog.Entry entry : batch.entries()) {
            recent.read(entry.value());
            partitions
                    .computeIfAbsent(entry.partition(), any -> new OpenSends())
                    .read(entry);
        }
        for (Map.Entry<Integer, Progress> partition : batch.partitions().entrySet()) {
            if (partition.getValue().present() && partitions.containsKey(partition.getKey())) {
                for (Outgoing fresh : partitions.get(partition.getKey()).takeFresh()) {
                    handOver(Pending.first(partition.getKey(), fresh));
                }
            }
        }
        commit(batch.partitions());
        present = !batch.partitions().isEmpty()
                && batch.partitions().values().stream().allMatch(Progress::present);
        open = partitions.values().stream().mapToInt(OpenSends::size).sum();
    }

    /** What was taken away is sent by its new owner. */
    private void keepOnly(Map<Integer, Progress> assigned) {
        if (partitions.keySet().retainAll(assigned.keySet())) {
            committed.keySet().retainAll(assigned.keySet());
            lanes.values().forEach(lane -> lane.dropPartitions(partition -> !assigned.containsKey(partition)));
        }
    }

    private void handOver(Pending pending) throws InterruptedException {
        Address address = Address.of(pending.outgoing().notification());
        Lane lane = lanes.get(address);
        if (lane == null) {
            refuse(pending, address, "there is no such receiver and integration in the configuration any more");
        } else if (!lane.add(pending)) {
            refuse(pending, address, "too many notifications wait for this receiver already");
        }
    }

    private void refuse(Pending pending, Address address, String reason) throws InterruptedException {
        LOG.warn(
                "receiver {} ({}), group {} will not be told: {}",
                address.receiver(),
                address.integration(),
                pending.group(),
                reason);
        metrics.refused(address.receiver(), address.integration());
        outcomes.write(Outcomes.rejected(pending.outgoing(), reason, 0, clock.instant()));
    }

    private void commit(Map<Integer, Progress> assigned) {
        Instant now = clock.instant();
        if (lastCommit.plus(COMMIT_INTERVAL).isAfter(now)) {
            return;
        }
        lastCommit = now;
        Map<Integer, Long> offsets = new HashMap<>();
        assigned.forEach((partition, progress) -> {
            OpenSends sends = partitions.get(partition);
            long offset = sends == null ? progress.next() : sends.committable(progress.next());
            if (committed.getOrDefault(partition, -1L) != offset) {
                offsets.put(partition, offset);
            }
        });
        if (!offsets.isEmpty()) {
            log.commit(offsets);
            committed.putAll(offsets);
        }
    }

    /** Within seconds; what has no outcome by then is sent after the next start. */
    @Override
    public void close() {
        closed = true;
        log.wakeUp();
        lanes.values().forEach(Lane::close);
        outcomes.close();
        try {
            if (!thread.join(Duration.ofSeconds(3))) {
                thread.interrupt();
                thread.join(Duration.ofSeconds(2));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        log.close();
    }
}
