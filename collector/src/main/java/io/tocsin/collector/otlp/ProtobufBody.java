package io.tocsin.collector.otlp;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DiscardUnknownFieldsParser;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;
import com.google.protobuf.WireFormat;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads a request in protobuf. Its messages are counted in the bytes before any is made. */
final class ProtobufBody {

    private static final int DEEPEST = 100;
    private static final Parser<ExportMetricsServiceRequest> PARSER =
            DiscardUnknownFieldsParser.wrap(ExportMetricsServiceRequest.parser());

    private final CodedInputStream in;
    private final MessageRoom room;

    private ProtobufBody(byte[] body, MessageRoom room) {
        this.in = CodedInputStream.newInstance(body);
        this.room = room;
    }

    static ExportMetricsServiceRequest read(byte[] body, MessageRoom room) throws OtlpException {
        try {
            new ProtobufBody(body, room).count(ExportMetricsServiceRequest.getDescriptor(), 0);
            return PARSER.parseFrom(body);
        } catch (IOException e) {
            throw OtlpException.malformed("not an ExportMetricsServiceRequest in protobuf: " + e.getMessage());
        }
    }

    private void count(Descriptor type, int depth) throws IOException, OtlpException {
        room.oneMore();
        if (depth > DEEPEST) {
            throw new InvalidProtocolBufferException("messages nest deeper than " + DEEPEST);
        }
        while (!in.isAtEnd()) {
            int tag = in.readTag();
            FieldDescriptor field = type.findFieldByNumber(WireFormat.getTagFieldNumber(tag));
            if (isMessage(field, tag)) {
                int outer = in.pushLimit(in.readRawVarint32());
                count(field.getMessageType(), depth + 1);
                in.popLimit(outer);
            } else if (!in.skipField(tag)) {
                throw new InvalidProtocolBufferException("a group ends that never began");
            }
        }
    }

    private static boolean isMessage(@Nullable FieldDescriptor field, int tag) {
        return field != null
                && field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
                && WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED;
    }
}
