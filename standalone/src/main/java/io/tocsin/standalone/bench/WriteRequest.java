package io.tocsin.standalone.bench;

import com.google.protobuf.CodedOutputStream;
import io.tocsin.schemas.labels.Labels;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.xerial.snappy.Snappy;

/** Remote write requests as a sender makes them that has written the labels of its series once. */
final class WriteRequest {
    private static final int TIMESERIES = 1;
    private static final int LABELS = 1;
    private static final int SAMPLES = 2;

    private final byte[][] series;

    WriteRequest(List<Labels> of) {
        this.series = of.stream().map(WriteRequest::labels).toArray(byte[][]::new);
    }

    private interface Writing {
        void to(CodedOutputStream out) throws IOException;
    }

    private static byte[] message(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        try {
            writing.to(out);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] labels(Labels of) {
        return message(out -> {
            for (int i = 0; i < of.size(); i++) {
                String name = of.name(i);
                String value = of.value(i);
                out.writeByteArray(LABELS, message(label -> {
                    label.writeString(1, name);
                    label.writeString(2, value);
                }));
            }
        });
    }

    /** One sample of each series, compressed. */
    byte[] at(long timestampMillis, double[] values) {
        byte[] request = message(out -> {
            for (int i = 0; i < series.length; i++) {
                int sample = CodedOutputStream.computeDoubleSize(1, values[i])
                        + CodedOutputStream.computeInt64Size(2, timestampMillis);
                out.writeTag(TIMESERIES, 2);
                out.writeUInt32NoTag(series[i].length + CodedOutputStream.computeTagSize(SAMPLES) + 1 + sample);
                out.writeRawBytes(series[i]);
                out.writeTag(SAMPLES, 2);
                out.writeUInt32NoTag(sample);
                out.writeDouble(1, values[i]);
                out.writeInt64(2, timestampMillis);
            }
        });
        try {
            return Snappy.compress(request);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
