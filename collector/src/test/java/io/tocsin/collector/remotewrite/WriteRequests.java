package io.tocsin.collector.remotewrite;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import org.xerial.snappy.Snappy;

/** Builds write requests field by field, wrong ones too; the series are those of {@code prometheus.WriteRequest}. */
public final class WriteRequests {

    /** Writes the fields of one message. */
    public static final class Message {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final CodedOutputStream out = CodedOutputStream.newInstance(bytes);

        public Message label(String name, String value) {
            return message(1, label -> label.text(1, name).text(2, value));
        }

        public Message labels(String... namesAndValues) {
            for (int i = 0; i < namesAndValues.length; i += 2) {
                label(namesAndValues[i], namesAndValues[i + 1]);
            }
            return this;
        }

        /** As Go writes it: what is zero is left out. */
        public Message sample(double value, long timestamp) {
            return message(2, sample -> sample.number(1, value).varint(2, timestamp));
        }

        public Message message(int field, Consumer<Message> content) {
            Message inner = new Message();
            content.accept(inner);
            return bytes(field, inner.toBytes());
        }

        public Message text(int field, String text) {
            return run(() -> out.writeString(field, text));
        }

        public Message bytes(int field, byte[] raw) {
            return run(() -> out.writeBytes(field, ByteString.copyFrom(raw)));
        }

        public Message number(int field, double value) {
            return Double.doubleToRawLongBits(value) == 0 ? this : run(() -> out.writeDouble(field, value));
        }

        public Message varint(int field, long value) {
            return value == 0 ? this : run(() -> out.writeInt64(field, value));
        }

        /** Even if they are zero, and without the field's number before each. */
        public Message packed(int field, int... values) {
            Message inner = new Message();
            for (int value : values) {
                inner.run(() -> inner.out.writeUInt32NoTag(value));
            }
            return bytes(field, inner.toBytes());
        }

        /** Even if it is zero. */
        public Message unpacked(int field, int value) {
            return run(() -> out.writeUInt32(field, value));
        }

        public byte[] toBytes() {
            run(out::flush);
            return bytes.toByteArray();
        }

        private Message run(Writing writing) {
            try {
                writing.write();
                return this;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @FunctionalInterface
    private interface Writing {
        void write() throws IOException;
    }

    private WriteRequests() {}

    @SafeVarargs
    public static byte[] request(Consumer<Message>... series) {
        Message request = new Message();
        for (Consumer<Message> one : series) {
            request.message(1, one);
        }
        return request.toBytes();
    }

    public static Consumer<Message> series(String name, String instance, double value, long timestamp) {
        return s ->
                s.labels("__name__", name, "instance", instance, "job", "api").sample(value, timestamp);
    }

    public static byte[] snappy(byte[] bytes) {
        try {
            return Snappy.compress(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
