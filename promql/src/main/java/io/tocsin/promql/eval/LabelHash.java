package io.tocsin.promql.eval;

import io.tocsin.schemas.labels.Labels;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The hash by which {@code limit_ratio} picks series, the one Prometheus 3 uses: xxHash64 (seed 0) over names and values in
 * order, each as its length and its UTF-8 bytes; a length below 255 is one byte, a longer one is 255 and three bytes,
 * little-endian.
 */
final class LabelHash {

    private static final double MAX_UNSIGNED = 0x1p64;

    private LabelHash() {}

    /** Where in [0, 1] the label set falls. */
    static double position(Labels labels) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        labels.forEach((name, value) -> {
            append(bytes, name);
            append(bytes, value);
        });
        return unsigned(XxHash64.hash(bytes.toByteArray())) / MAX_UNSIGNED;
    }

    private static void append(ByteArrayOutputStream bytes, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (utf8.length < 255) {
            bytes.write(utf8.length);
        } else {
            bytes.write(255);
            bytes.write(utf8.length);
            bytes.write(utf8.length >> 8);
            bytes.write(utf8.length >> 16);
        }
        bytes.writeBytes(utf8);
    }

    /** Rounded once, as a conversion from an unsigned integer is. */
    private static double unsigned(long value) {
        return value >= 0 ? value : (double) ((value >>> 1) | (value & 1)) * 2;
    }
}
