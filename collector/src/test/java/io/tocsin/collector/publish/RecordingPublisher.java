package io.tocsin.collector.publish;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A log in memory that acknowledges, refuses or hangs, as it is told. */
public final class RecordingPublisher implements FramePublisher {

    public enum Mood {
        ACCEPTS,
        REFUSES,
        HANGS
    }

    public record Published(byte[] key, long timestampMillis, byte[] value) {}

    public final List<Published> records = new CopyOnWriteArrayList<>();
    private final List<CompletableFuture<Void>> hanging = new CopyOnWriteArrayList<>();
    public volatile Mood mood = Mood.ACCEPTS;
    public final AtomicInteger attempts = new AtomicInteger();
    public volatile boolean closed;

    @Override
    public CompletableFuture<Void> publish(byte[] key, long timestampMillis, byte[] value) {
        attempts.incrementAndGet();
        return switch (mood) {
            case ACCEPTS -> {
                records.add(new Published(key, timestampMillis, value));
                yield CompletableFuture.completedFuture(null);
            }
            case REFUSES -> CompletableFuture.failedFuture(new IllegalStateException("no broker answers"));
            case HANGS -> {
                CompletableFuture<Void> never = new CompletableFuture<>();
                hanging.add(never);
                yield never;
            }
        };
    }

    /** Acknowledges everything that hangs. */
    public void release() {
        hanging.forEach(future -> future.complete(null));
        hanging.clear();
    }

    @Override
    public boolean reachable() {
        return mood == Mood.ACCEPTS;
    }

    @Override
    public void close() {
        closed = true;
    }
}
