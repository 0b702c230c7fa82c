package io.tocsin.streamprocessor.series;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A growing byte array, little-endian. */
final class ByteSink {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] bytes = new byte[4096];
    private int size;

    void clear() {
        size = 0;
    }

    int size() {
        return size;
    }

    void putByte(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
    }

    void putLong(long value) {
        reserve(8);
        LONGS.set(bytes, size, value);
        size += 8;
    }

    void putBytes(byte[] from, int offset, int count) {
        reserve(count);
        System.arraycopy(from, offset, bytes, size, count);
        size += count;
    }

    /** Seven bits a byte, the lowest first; all but the last with the high bit. */
    void putVarint(long value) {
        reserve(10);
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    /** Small magnitudes of either sign become small varints. */
    void putSigned(long value) {
        putVarint((value << 1) ^ (value >> 63));
    }

    /** {@code values[from..to) - min}, each in so many bits, padded to a whole byte. */
    void putPacked(long[] values, int from, int to, long min, int width) {
        if (width == 0) {
            return;
        }
        long pending = 0;
        int filled = 0;
        for (int i = from; i < to; i++) {
            long value = values[i] - min;
            pending |= value << filled;
            filled += width;
            if (filled >= 64) {
                putLong(pending);
                filled -= 64;
                pending = filled == 0 ? 0 : value >>> (width - filled);
            }
        }
        for (; filled > 0; filled -= 8) {
            putByte((int) pending);
            pending >>>= 8;
        }
    }

    /** A copy with so many bytes of zero behind it. */
    byte[] toArray(int padding) {
        return Arrays.copyOf(Arrays.copyOf(bytes, size), size + padding);
    }

    private void reserve(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }
}
