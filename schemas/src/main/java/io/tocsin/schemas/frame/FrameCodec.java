package io.tocsin.schemas.frame;

import io.tocsin.schemas.wire.MalformedRecordException;
import io.tocsin.schemas.wire.MalformedRecordException.Reason;
import io.tocsin.schemas.wire.WireFormat;
import io.tocsin.schemas.wire.WriterSchema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

/** Frames to bytes and back. Thread-safe. */
public final class FrameCodec {

    /** The current one, of {@code MetricFrame.avsc}. */
    public static final Schema SCHEMA = load();

    private static final long FINGERPRINT = SchemaNormalization.parsingFingerprint64(SCHEMA);

    private final WireFormat wire;
    private final String topic;
    private final FrameLimits limits;

    /** Of each writer's schema met so far: whether it is the current one. */
    private final Map<Schema, Boolean> current = new ConcurrentHashMap<>();

    /** @param topic names the subject under which a registry keeps the schema */
    public FrameCodec(WireFormat wire, String topic) {
        this(wire, topic, FrameLimits.DEFAULT);
    }

    public FrameCodec(WireFormat wire, String topic, FrameLimits limits) {
        this.wire = wire;
        this.topic = topic;
        this.limits = limits;
    }

    private static Schema load() {
        try (InputStream in = FrameCodec.class.getResourceAsStream("/avro/MetricFrame.avsc")) {
            return new Schema.Parser().parse(in);
        } catch (IOException e) {
            throw new UncheckedIOException("the schema of frames is not in this program", e);
        }
    }

    /** @throws io.tocsin.schemas.wire.RegistryException if a registry is used and did not accept the schema */
    public byte[] encode(MetricFrame frame) {
        return FrameBody.encode(wire.header(topic, SCHEMA), frame);
    }

    /**
     * @param previous the layout of the same source's last frame, if there is one: where the bytes are the same, it is
     *     handed out again and no string is touched
     * @throws MalformedRecordException and nothing else, whatever the bytes are
     * @throws io.tocsin.schemas.wire.RegistryException if the registry that knows the schema does not answer
     */
    public MetricFrame decode(byte[] data, @Nullable FrameLayout previous) throws MalformedRecordException {
        WriterSchema writer = wire.writerOf(data);
        if (isCurrent(writer.schema())) {
            return FrameBody.decode(data, writer.bodyOffset(), limits, previous);
        }
        return FrameBody.decode(resolve(data, writer), 0, limits, previous);
    }

    private boolean isCurrent(Schema writer) {
        return current.computeIfAbsent(
                writer, schema -> SchemaNormalization.parsingFingerprint64(schema) == FINGERPRINT);
    }

    /** The slow way, for frames of older and newer versions: by Avro's resolution into the current body. */
    private static byte[] resolve(byte[] data, WriterSchema writer) throws MalformedRecordException {
        if (!SCHEMA.getFullName().equals(writer.schema().getFullName())) {
            throw new MalformedRecordException(
                    Reason.WRONG_SCHEMA,
                    "expected a MetricFrame, found a " + writer.schema().getFullName());
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(data.length + 64);
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        int offset = writer.bodyOffset();
        try {
            var in = DecoderFactory.get().binaryDecoder(data, offset, data.length - offset, null);
            GenericRecord frame = new GenericDatumReader<GenericRecord>(writer.schema(), SCHEMA).read(null, in);
            if (!in.isEnd()) {
                throw new MalformedRecordException(Reason.TRAILING_BYTES, "bytes follow the frame's end");
            }
            new GenericDatumWriter<GenericRecord>(SCHEMA).write(frame, encoder);
        } catch (IOException | RuntimeException e) {
            // Avro reports bad bytes by many types: of indexes, lengths, numbers, limits. None is a bug of ours.
            throw new MalformedRecordException(Reason.CORRUPT, "the frame cannot be read: " + e, e);
        }
        return out.toByteArray();
    }
}
