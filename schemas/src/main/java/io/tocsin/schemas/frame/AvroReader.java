package io.tocsin.schemas.frame;

import io.tocsin.schemas.wire.MalformedRecordException;
import io.tocsin.schemas.wire.MalformedRecordException.Reason;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Avro's binary encoding of what a frame consists of, straight into arrays of primitives. Every length is held against
 * the bytes that remain before anything is allocated for it, so bad data cannot cost more memory than its own size.
 */
final class AvroReader {

    /** Avro's doubles: their bits, little-endian. */
    static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** Of one array; beyond any record's size, below what could overflow. */
    private static final int MAX_ITEMS = 1 << 28;

    private final byte[] data;
    private int position;

    AvroReader(byte[] data, int offset) {
        this.data = data;
        this.position = offset;
    }

    int position() {
        return position;
    }

    int remaining() {
        return data.length - position;
    }

    /** @return whether these bytes come next, in which case they are passed over */
    boolean skipIfNext(byte[] bytes) {
        boolean next = remaining() >= bytes.length
                && Arrays.equals(data, position, position + bytes.length, bytes, 0, bytes.length);
        if (next) {
            position += bytes.length;
        }
        return next;
    }

    byte[] copyFrom(int start) {
        return Arrays.copyOfRange(data, start, position);
    }

    long readLong() throws MalformedRecordException {
        long bits = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (position >= data.length) {
                throw truncated("a number");
            }
            byte b = data[position++];
            bits |= (long) (b & 0x7f) << shift;
            if (b >= 0) {
                return (bits >>> 1) ^ -(bits & 1);
            }
        }
        throw new MalformedRecordException(Reason.CORRUPT, "a number longer than 64 bits at byte " + position);
    }

    int readInt() throws MalformedRecordException {
        long value = readLong();
        if (value != (int) value) {
            throw new MalformedRecordException(Reason.CORRUPT, "a number longer than 32 bits at byte " + position);
        }
        return (int) value;
    }

    double readDouble() throws MalformedRecordException {
        if (remaining() < Double.BYTES) {
            throw truncated("a value");
        }
        double value = Double.longBitsToDouble((long) LONGS.get(data, position));
        position += Double.BYTES;
        return value;
    }

    String readString(int maxBytes) throws MalformedRecordException {
        long length = readLong();
        if (length < 0 || length > remaining()) {
            throw truncated("a text of " + length + " bytes");
        }
        if (length > maxBytes) {
            throw new MalformedRecordException(
                    Reason.TOO_LARGE, "a text of " + length + " bytes, " + maxBytes + " are allowed");
        }
        int start = position;
        position += (int) length;
        String text = new String(data, start, (int) length, StandardCharsets.UTF_8);
        // Two texts that are no UTF-8 must not become one series by way of the replacement character.
        if (text.indexOf('\ufffd') >= 0) {
            requireUtf8(start, (int) length);
        }
        return text;
    }

    private void requireUtf8(int start, int length) throws MalformedRecordException {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(data, start, length));
        } catch (CharacterCodingException e) {
            throw new MalformedRecordException(Reason.CORRUPT, "a text that is no UTF-8 at byte " + start, e);
        }
    }

    /**
     * The size of an array's next block; 0 is its end.
     *
     * @param leastBytes that one item takes
     * @param soFar items in the blocks before
     */
    int readBlock(int leastBytes, int soFar) throws MalformedRecordException {
        long count = readLong();
        if (count < 0) {
            // The block's length in bytes follows, for readers that want to skip it.
            readLong();
            count = -count;
        }
        if (count < 0 || count > remaining() / leastBytes || soFar + count > MAX_ITEMS) {
            throw truncated("a block of " + count + " items");
        }
        return (int) count;
    }

    int[] readInts() throws MalformedRecordException {
        int[] values = new int[0];
        int size = 0;
        for (int block = readBlock(1, size); block > 0; block = readBlock(1, size)) {
            values = size + block > values.length ? Arrays.copyOf(values, grown(size, block)) : values;
            for (int end = size + block; size < end; size++) {
                values[size] = readInt();
            }
        }
        return size == values.length ? values : Arrays.copyOf(values, size);
    }

    long[] readLongs() throws MalformedRecordException {
        long[] values = new long[0];
        int size = 0;
        for (int block = readBlock(1, size); block > 0; block = readBlock(1, size)) {
            values = size + block > values.length ? Arrays.copyOf(values, grown(size, block)) : values;
            for (int end = size + block; size < end; size++) {
                values[size] = readLong();
            }
        }
        return size == values.length ? values : Arrays.copyOf(values, size);
    }

    double[] readDoubles() throws MalformedRecordException {
        double[] values = new double[0];
        int size = 0;
        for (int block = readBlock(Double.BYTES, size); block > 0; block = readBlock(Double.BYTES, size)) {
            values = size + block > values.length ? Arrays.copyOf(values, grown(size, block)) : values;
            for (int end = size + block; size < end; size++) {
                values[size] = Double.longBitsToDouble((long) LONGS.get(data, position));
                position += Double.BYTES;
            }
        }
        return size == values.length ? values : Arrays.copyOf(values, size);
    }

    /** Exact for the first block, which usually is the only one; else doubled, as there may be many small ones. */
    private static int grown(int size, int block) {
        return Math.max(size + block, 2 * size);
    }

    private MalformedRecordException truncated(String what) {
        return new MalformedRecordException(
                Reason.TRUNCATED, what + " where " + remaining() + " bytes remain, at byte " + position);
    }
}
