package io.tocsin.notifier.send;

import io.tocsin.schemas.avro.NotificationEntry;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The topic {@code notifications}, as one member of those that send sees it. Used by one thread. */
public interface NotificationLog extends AutoCloseable {

    /** One entry and where it stands. */
    record Entry(int partition, long offset, NotificationEntry value) {}

    /**
     * How far one partition has been read.
     *
     * @param next the offset that is read next
     * @param present whether everything has been read that was there when the partition was assigned, so that no outcome
     *     that was written before is still unread
     */
    record Progress(long next, boolean present) {}

    /**
     * @param entries newly read, each partition's in order
     * @param partitions all that are assigned now
     */
    record Batch(List<Entry> entries, Map<Integer, Progress> partitions) {
        public Batch {
            entries = List.copyOf(entries);
            partitions = Map.copyOf(partitions);
        }
    }

    /** @return what there is to read, after at most this long; possibly nothing */
    Batch poll(Duration atMost);

    /** @param offsets by partition: a later member begins there; only of assigned partitions */
    void commit(Map<Integer, Long> offsets);

    /** Makes a {@link #poll} that waits return; may be called by any thread. */
    void wakeUp();

    @Override
    void close();
}
