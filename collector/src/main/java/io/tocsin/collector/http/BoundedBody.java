package io.tocsin.collector.http;

import io.tocsin.collector.intake.ByteBudget;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one request, taken from a budget that all requests share and given back at the end. What a sender has
 * not sent yet costs nothing, so that a slow one cannot reserve memory.
 */
public final class BoundedBody implements AutoCloseable {

    private static final int FIRST_BYTES = 8 * 1024;

    private final ByteBudget budget;
    private long held;

    public BoundedBody(ByteBudget budget) {
        this.budget = budget;
    }

    /**
     * Reads to the end.
     *
     * @return the bytes; null if there are more than {@code most}
     * @throws BudgetExhaustedException if other requests hold the memory just now
     * @throws IOException if the connection breaks
     */
    public byte @Nullable [] read(InputStream in, int most) throws IOException {
        byte[] bytes = allocate(Math.min(FIRST_BYTES, most + 1));
        int size = 0;
        for (int n = in.read(bytes); n >= 0; n = in.read(bytes, size, bytes.length - size)) {
            size += n;
            if (size > most) {
                return null;
            }
            if (size == bytes.length) {
                bytes = grown(bytes, Math.min(2L * size, most + 1L));
            }
        }
        return Arrays.copyOf(bytes, size);
    }

    private byte[] grown(byte[] bytes, long to) {
        byte[] larger = allocate((int) to);
        System.arraycopy(bytes, 0, larger, 0, bytes.length);
        return larger;
    }

    /** @throws BudgetExhaustedException if other requests hold the memory just now */
    public byte[] allocate(int size) {
        reserve(size);
        return new byte[size];
    }

    /**
     * Takes room for what is made of the bytes, until this is closed.
     *
     * @throws BudgetExhaustedException if other requests hold the memory just now
     */
    public void reserve(long bytes) {
        if (!budget.tryAcquire(bytes)) {
            throw new BudgetExhaustedException();
        }
        held += bytes;
    }

    @Override
    public void close() {
        budget.release(held);
        held = 0;
    }
}
