package io.tocsin.streamprocessor.rules;

import io.tocsin.schemas.avro.RuleGroupVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;

/** The form in which rule versions are kept in state and in reports: Avro's single-object encoding. */
public final class RuleVersions {

    private static final SpecificData MODEL = SpecificData.getForClass(RuleGroupVersion.class);
    private static final BinaryMessageEncoder<RuleGroupVersion> ENCODER =
            new BinaryMessageEncoder<>(MODEL, RuleGroupVersion.getClassSchema());
    private static final BinaryMessageDecoder<RuleGroupVersion> DECODER =
            new BinaryMessageDecoder<>(MODEL, RuleGroupVersion.getClassSchema());

    private RuleVersions() {}

    public static byte[] encode(RuleGroupVersion version) {
        try {
            ByteBuffer buffer = ENCODER.encode(version);
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException("a rule version that cannot be written", e);
        }
    }

    public static RuleGroupVersion decode(byte[] bytes) {
        try {
            return DECODER.decode(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("a rule version in our own state that cannot be read", e);
        }
    }
}
