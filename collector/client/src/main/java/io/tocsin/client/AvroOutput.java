package io.tocsin.client;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Avro's binary encoding of the types that our schemas have, into a growing array. Arrays and maps are one block; maps
 * are in the order of their keys, so that equal records are equal bytes.
 */
final class AvroOutput {

    private static final int MAX_VARINT = 10;

    private byte[] buffer = new byte[256];
    private int position;

    byte[] toBytes() {
        return Arrays.copyOf(buffer, position);
    }

    private void ensure(int more) {
        if (buffer.length - position < more) {
            buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, Math.addExact(position, more)));
        }
    }

    /** Of {@code int}s and enum symbols too: zigzag, then seven bits a byte, the lowest first. */
    AvroOutput number(long value) {
        ensure(MAX_VARINT);
        long rest = (value << 1) ^ (value >> 63);
        while (rest >>> 7 != 0) {
            buffer[position++] = (byte) (0x80 | rest);
            rest >>>= 7;
        }
        buffer[position++] = (byte) rest;
        return this;
    }

    /** Eight bytes, little-endian. */
    AvroOutput real(double value) {
        ensure(Double.BYTES);
        long bits = Double.doubleToRawLongBits(value);
        for (int i = 0; i < Double.BYTES; i++) {
            buffer[position++] = (byte) (bits >>> (8 * i));
        }
        return this;
    }

    AvroOutput flag(boolean value) {
        ensure(1);
        buffer[position++] = (byte) (value ? 1 : 0);
        return this;
    }

    AvroOutput text(String value) {
        return bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    /** The unscaled value in two's complement, big-endian. */
    AvroOutput decimal(BigDecimal value) {
        return bytes(value.unscaledValue().toByteArray());
    }

    private AvroOutput bytes(byte[] value) {
        number(value.length);
        ensure(value.length);
        System.arraycopy(value, 0, buffer, position, value.length);
        position += value.length;
        return this;
    }

    AvroOutput optionalText(@Nullable String value) {
        return value == null ? number(0) : number(1).text(value);
    }

    AvroOutput optionalNumber(@Nullable Long value) {
        return value == null ? number(0) : number(1).number(value);
    }

    AvroOutput optionalReal(@Nullable Double value) {
        return value == null ? number(0) : number(1).real(value);
    }

    AvroOutput optionalDecimal(@Nullable BigDecimal value) {
        return value == null ? number(0) : number(1).decimal(value);
    }

    /** @param sorted by its keys */
    AvroOutput map(Map<String, String> sorted) {
        beginBlock(sorted.size());
        sorted.forEach((key, value) -> text(key).text(value));
        return endBlocks();
    }

    /** Before the elements of an array or a map, which is one block; nothing where there are none. */
    AvroOutput beginBlock(int size) {
        return size == 0 ? this : number(size);
    }

    AvroOutput endBlocks() {
        return number(0);
    }
}
