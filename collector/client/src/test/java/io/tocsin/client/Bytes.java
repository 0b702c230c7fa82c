package io.tocsin.client;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Records as bytes. */
final class Bytes {

    private Bytes() {}

    static byte[] singleObjectHeader(long fingerprint) {
        return ByteBuffer.allocate(10)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(new byte[] {(byte) 0xc3, 1})
                .putLong(fingerprint)
                .array();
    }

    static byte[] join(byte[] front, byte[] body) {
        byte[] joined = Arrays.copyOf(front, front.length + body.length);
        System.arraycopy(body, 0, joined, front.length, body.length);
        return joined;
    }
}
