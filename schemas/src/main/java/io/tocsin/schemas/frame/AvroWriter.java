package io.tocsin.schemas.frame;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Avro's binary encoding of what a frame consists of, into a growing array; arrays are written as one block. */
final class AvroWriter {

    private static final int MAX_VARINT = 10;

    private byte[] buffer;
    private int position;

    AvroWriter(int capacity) {
        this.buffer = new byte[capacity];
    }

    byte[] toBytes() {
        return Arrays.copyOf(buffer, position);
    }

    private void ensure(int more) {
        if (buffer.length - position < more) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, position + more));
        }
    }

    void raw(byte[] bytes) {
        ensure(bytes.length);
        System.arraycopy(bytes, 0, buffer, position, bytes.length);
        position += bytes.length;
    }

    void writeLong(long value) {
        ensure(MAX_VARINT);
        long rest = (value << 1) ^ (value >> 63);
        while ((rest & ~0x7fL) != 0) {
            buffer[position++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        buffer[position++] = (byte) rest;
    }

    void writeDouble(double value) {
        ensure(Double.BYTES);
        putDouble(value);
    }

    private void putDouble(double value) {
        AvroReader.LONGS.set(buffer, position, Double.doubleToRawLongBits(value));
        position += Double.BYTES;
    }

    void writeString(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        writeLong(utf8.length);
        raw(utf8);
    }

    void writeInts(int[] values) {
        if (values.length > 0) {
            writeLong(values.length);
            for (int value : values) {
                writeLong(value);
            }
        }
        writeLong(0);
    }

    void writeLongs(long[] values) {
        if (values.length > 0) {
            writeLong(values.length);
            for (long value : values) {
                writeLong(value);
            }
        }
        writeLong(0);
    }

    void writeDoubles(double[] values) {
        if (values.length > 0) {
            writeLong(values.length);
            ensure(Math.multiplyExact(values.length, Double.BYTES));
            for (double value : values) {
                putDouble(value);
            }
        }
        writeLong(0);
    }
}
