package io.tocsin.collector.intake;

import java.util.concurrent.atomic.AtomicLong;

/** A bound on bytes held at a time; what does not fit is refused at once, nobody waits. Thread-safe. */
public final class ByteBudget {

    private final long limit;
    private final AtomicLong used = new AtomicLong();

    public ByteBudget(long limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit " + limit + " is not positive");
        }
        this.limit = limit;
    }

    /** @return false, and nothing taken, if fewer than {@code bytes} are left */
    public boolean tryAcquire(long bytes) {
        if (used.addAndGet(bytes) <= limit) {
            return true;
        }
        used.addAndGet(-bytes);
        return false;
    }

    public void release(long bytes) {
        used.addAndGet(-bytes);
    }

    public long used() {
        return used.get();
    }

    public long limit() {
        return limit;
    }
}
