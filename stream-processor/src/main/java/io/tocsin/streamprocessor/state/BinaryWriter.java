package io.tocsin.streamprocessor.state;

import io.tocsin.schemas.labels.Labels;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes the internal binary forms: big-endian numbers, variable-length counts, each string once. */
public final class BinaryWriter {

    private byte[] buffer = new byte[256];
    private int size;
    private final Map<String, Integer> strings = new LinkedHashMap<>();

    public int size() {
        return size;
    }

    public byte[] toBytes() {
        return Arrays.copyOf(buffer, size);
    }

    public BinaryWriter writeByte(int value) {
        ensure(1);
        buffer[size++] = (byte) value;
        return this;
    }

    public BinaryWriter writeBoolean(boolean value) {
        return writeByte(value ? 1 : 0);
    }

    public BinaryWriter writeLong(long value) {
        ensure(Long.BYTES);
        for (int shift = 56; shift >= 0; shift -= 8) {
            buffer[size++] = (byte) (value >>> shift);
        }
        return this;
    }

    public BinaryWriter writeDouble(double value) {
        return writeLong(Double.doubleToRawLongBits(value));
    }

    /** @param value not negative */
    public BinaryWriter writeCount(int value) {
        int rest = value;
        while ((rest & ~0x7f) != 0) {
            writeByte((rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        return writeByte(rest);
    }

    public BinaryWriter writeBytes(byte[] value) {
        writeCount(value.length);
        ensure(value.length);
        System.arraycopy(value, 0, buffer, size, value.length);
        size += value.length;
        return this;
    }

    /** A string met before takes only its number. */
    public BinaryWriter writeString(String value) {
        Integer known = strings.putIfAbsent(value, strings.size() + 1);
        if (known != null) {
            return writeCount(known);
        }
        return writeCount(0).writeBytes(value.getBytes(StandardCharsets.UTF_8));
    }

    public BinaryWriter writeLabels(Labels labels) {
        writeCount(labels.size());
        labels.forEach((name, value) -> writeString(name).writeString(value));
        return this;
    }

    public BinaryWriter writeStrings(Map<String, String> map) {
        writeCount(map.size());
        map.forEach((name, value) -> writeString(name).writeString(value));
        return this;
    }

    private void ensure(int more) {
        if (size + more > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, size + more));
        }
    }
}
