package io.tocsin.streamprocessor.state;

import io.tocsin.schemas.labels.Labels;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads what {@link BinaryWriter} wrote. The data is our own: anything unreadable is a bug, not a bad record. */
public final class BinaryReader {

    private final byte[] buffer;
    private int position;
    private final List<String> strings = new ArrayList<>();

    public BinaryReader(byte[] buffer) {
        this.buffer = buffer;
    }

    public boolean hasMore() {
        return position < buffer.length;
    }

    public int readByte() {
        return buffer[position++] & 0xff;
    }

    public boolean readBoolean() {
        return readByte() != 0;
    }

    public long readLong() {
        long value = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            value = (value << 8) | readByte();
        }
        return value;
    }

    public double readDouble() {
        return Double.longBitsToDouble(readLong());
    }

    public int readCount() {
        int value = 0;
        for (int shift = 0; ; shift += 7) {
            int part = readByte();
            value |= (part & 0x7f) << shift;
            if (part < 0x80) {
                return value;
            }
        }
    }

    public byte[] readBytes() {
        int length = readCount();
        position += length;
        return Arrays.copyOfRange(buffer, position - length, position);
    }

    public String readString() {
        int number = readCount();
        if (number > 0) {
            return strings.get(number - 1);
        }
        String value = new String(readBytes(), StandardCharsets.UTF_8);
        strings.add(value);
        return value;
    }

    public Labels readLabels() {
        String[] pairs = new String[2 * readCount()];
        for (int i = 0; i < pairs.length; i++) {
            pairs[i] = readString();
        }
        return Objects.requireNonNull(Labels.ofSortedPairs(pairs), "labels were written sorted");
    }

    public SortedMap<String, String> readStrings() {
        TreeMap<String, String> map = new TreeMap<>();
        for (int n = readCount(); n > 0; n--) {
            map.put(readString(), readString());
        }
        return map;
    }
}
