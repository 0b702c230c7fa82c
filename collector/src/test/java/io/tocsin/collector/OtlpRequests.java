package io.tocsin.collector;

import com.google.protobuf.CodedInputStream;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;

/** OTLP requests in protobuf, by their parts. */
final class OtlpRequests {

    static final String PROTOBUF = "application/x-protobuf";
    static final String JSON = "application/json";

    private OtlpRequests() {}

    static Metric.Builder gauge(String name, NumberDataPoint.Builder... points) {
        Metric.Builder metric = Metric.newBuilder().setName(name);
        for (NumberDataPoint.Builder point : points) {
            metric.getGaugeBuilder().addDataPoints(point);
        }
        return metric;
    }

    static NumberDataPoint.Builder point(long timestampMillis, double value) {
        return NumberDataPoint.newBuilder()
                .setTimeUnixNano(timestampMillis * 1_000_000)
                .setAsDouble(value);
    }

    static byte[] request(Metric.Builder... metrics) {
        ExportMetricsServiceRequest.Builder request = ExportMetricsServiceRequest.newBuilder();
        for (Metric.Builder metric : metrics) {
            request.addResourceMetricsBuilder().addScopeMetricsBuilder().addMetrics(metric);
        }
        return request.build().toByteArray();
    }

    static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    /** The message of a {@code google.rpc.Status}, of which nothing else may be set but a code. */
    static String statusMessage(byte[] status) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(status);
        if (in.readTag() != 1 << 3 || in.readInt32() <= 0 || in.readTag() != (2 << 3 | 2)) {
            throw new IOException("not a Status with a code and a message");
        }
        String message = in.readString();
        if (!in.isAtEnd()) {
            throw new IOException("more than a code and a message");
        }
        return message;
    }
}
