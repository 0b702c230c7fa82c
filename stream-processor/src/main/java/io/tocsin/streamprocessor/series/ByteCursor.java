package io.tocsin.streamprocessor.series;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Reads what {@link ByteSink} wrote. Reused; not thread-safe. */
final class ByteCursor {

    /** So many bytes must stand behind the last one that was written: packed values are fetched eight bytes at a time. */
    static final int PADDING = 9;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] bytes = new byte[0];
    private int at;

    ByteCursor set(byte[] bytes, int at) {
        this.bytes = bytes;
        this.at = at;
        return this;
    }

    /** Unsigned. */
    int getByte() {
        return bytes[at++] & 0xff;
    }

    long getLong() {
        long value = (long) LONGS.get(bytes, at);
        at += 8;
        return value;
    }

    void getBytes(byte[] to, int count) {
        System.arraycopy(bytes, at, to, 0, count);
        at += count;
    }

    long getVarint() {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = bytes[at++];
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    long getSigned() {
        long value = getVarint();
        return (value >>> 1) ^ -(value & 1);
    }

    /** Fills {@code values[from..to)}; see {@link ByteSink#putPacked}. */
    void getPacked(long[] values, int from, int to, long min, int width) {
        if (width == 0) {
            Arrays.fill(values, from, to, min);
            return;
        }
        long mask = -1L >>> (64 - width);
        long bit = 8L * at;
        for (int i = from; i < to; i++, bit += width) {
            int index = (int) (bit >>> 3);
            int shift = (int) bit & 7;
            long value = (long) LONGS.get(bytes, index) >>> shift;
            if (shift + width > 64) {
                value |= (long) bytes[index + 8] << (64 - shift);
            }
            values[i] = min + (value & mask);
        }
        at = (int) ((bit + 7) >>> 3);
    }
}
