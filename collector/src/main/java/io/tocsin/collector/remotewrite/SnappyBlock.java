package io.tocsin.collector.remotewrite;

import java.io.IOException;
import java.util.function.IntFunction;
import org.xerial.snappy.Snappy;

/** Snappy's block format: the length of the original stands in front, so a bomb is seen before it goes off. */
final class SnappyBlock {

    private SnappyBlock() {}

    /**
     * @param most bytes of the original
     * @param allocator makes the array of the original
     */
    static byte[] uncompress(byte[] block, int most, IntFunction<byte[]> allocator) throws RemoteWriteException {
        try {
            int length = Snappy.uncompressedLength(block, 0, block.length);
            if (length < 0 || length > most) {
                throw RemoteWriteException.uncompressedTooLarge("the body would be " + Integer.toUnsignedString(length)
                        + " bytes uncompressed; at most " + most + " are taken");
            }
            byte[] original = allocator.apply(length);
            if (length > 0) {
                Snappy.uncompress(block, 0, block.length, original, 0);
            }
            return original;
        } catch (IOException e) {
            throw RemoteWriteException.malformed(
                    "the body is not compressed with snappy (block format): " + e.getMessage());
        }
    }
}
