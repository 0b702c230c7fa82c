package io.tocsin.collector.intake;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * A series as its sender wrote it, compared byte by byte: the encoded label fields of a request, or its text in a body
 * that was scraped; or one of its strings. One that points into a buffer is for looking up only; {@link #lasting} makes
 * one to keep.
 */
public final class RawLabels {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long MULTIPLIER = 0x9e3779b97f4a7c15L;

    /** Differs from process to process, so that nobody can prepare series that collide. */
    private static final long SEED = RandomGenerator.getDefault().nextLong();

    private byte[] bytes;
    private int from;
    private int to;
    private int hash;

    private RawLabels(byte[] bytes, int from, int to, int hash) {
        this.bytes = bytes;
        this.from = from;
        this.to = to;
        this.hash = hash;
    }

    /** To be pointed somewhere with {@link #pointTo}. */
    public static RawLabels probe() {
        return new RawLabels(new byte[0], 0, 0, 0);
    }

    public void pointTo(byte[] buffer, int start, int end) {
        this.bytes = buffer;
        this.from = start;
        this.to = end;
        this.hash = hash(buffer, start, end);
    }

    public RawLabels lasting() {
        return new RawLabels(Arrays.copyOfRange(bytes, from, to), 0, to - from, hash);
    }

    /** Of one to keep: exactly its bytes. */
    public byte[] bytes() {
        return bytes;
    }

    public int length() {
        return to - from;
    }

    private static int hash(byte[] bytes, int from, int to) {
        long h = SEED ^ (to - from);
        int i = from;
        for (; i + Long.BYTES <= to; i += Long.BYTES) {
            h = mix(h, (long) LONGS.get(bytes, i));
        }
        for (; i < to; i++) {
            h = mix(h, bytes[i]);
        }
        return (int) (h >>> 32) ^ (int) h;
    }

    private static long mix(long h, long word) {
        long product = (h ^ word) * MULTIPLIER;
        return product ^ (product >>> 29);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RawLabels that
                && hash == that.hash
                && Arrays.equals(bytes, from, to, that.bytes, that.from, that.to);
    }
}
