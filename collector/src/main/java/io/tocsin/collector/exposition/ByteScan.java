package io.tocsin.collector.exposition;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Passes over bytes that mean nothing, eight at a time. */
final class ByteScan {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = ONES << 7;
    private static final long QUOTES = '"' * ONES;
    private static final long BACKSLASHES = '\\' * ONES;
    private static final long LINE_FEEDS = '\n' * ONES;

    private ByteScan() {}

    /** @return where a quote, a backslash, a byte up to the line feed or one beyond ASCII comes; {@code to} if none does */
    static int plainEnd(byte[] bytes, int from, int to) {
        int i = from;
        for (; i + Long.BYTES <= to; i += Long.BYTES) {
            long word = (long) LONGS.get(bytes, i);
            long upToLineFeed = (word - ('\n' + 1) * ONES) & ~word;
            long found = (zeros(word ^ QUOTES) | zeros(word ^ BACKSLASHES) | upToLineFeed | word) & HIGH_BITS;
            if (found != 0) {
                return i + first(found);
            }
        }
        while (i < to && bytes[i] > '\n' && bytes[i] != '"' && bytes[i] != '\\') {
            i++;
        }
        return i;
    }

    /** @return where the next line feed comes; {@code to} if none does */
    static int lineEnd(byte[] bytes, int from, int to) {
        int i = from;
        for (; i + Long.BYTES <= to; i += Long.BYTES) {
            long found = zeros((long) LONGS.get(bytes, i) ^ LINE_FEEDS) & HIGH_BITS;
            if (found != 0) {
                return i + first(found);
            }
        }
        while (i < to && bytes[i] != '\n') {
            i++;
        }
        return i;
    }

    /** @return where a byte beyond ASCII comes; {@code to} if none does */
    static int asciiEnd(byte[] bytes, int from, int to) {
        int i = from;
        for (; i + Long.BYTES <= to; i += Long.BYTES) {
            long found = (long) LONGS.get(bytes, i) & HIGH_BITS;
            if (found != 0) {
                return i + first(found);
            }
        }
        while (i < to && bytes[i] >= 0) {
            i++;
        }
        return i;
    }

    /** Has the high bit of every byte that is zero; of bytes above such a one it may have it, too. */
    private static long zeros(long word) {
        return (word - ONES) & ~word;
    }

    private static int first(long highBits) {
        return Long.numberOfTrailingZeros(highBits) / Byte.SIZE;
    }
}
