package io.tocsin.collector.otlp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads a request in OTLP's JSON: protobuf's mapping, but keys in camelCase only, enums as numbers (names are taken,
 * too), trace and span ids in hexadecimal. Keys nobody knows are left out.
 */
final class JsonBody {

    private static final int DEEPEST = 100;

    /** Without a table of names, which a sender could fill. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private static final Map<Descriptor, Map<String, FieldDescriptor>> FIELDS = new ConcurrentHashMap<>();

    private final JsonParser in;
    private final MessageRoom room;

    private JsonBody(JsonParser in, MessageRoom room) {
        this.in = in;
        this.room = room;
    }

    static ExportMetricsServiceRequest read(byte[] body, MessageRoom room) throws OtlpException {
        try (JsonParser in = JSON.createParser(body)) {
            return new JsonBody(in, room).request();
        } catch (JsonProcessingException e) {
            throw OtlpException.malformed("not JSON: " + where(e) + e.getOriginalMessage());
        } catch (IOException e) {
            throw OtlpException.malformed("not JSON: " + e.getMessage());
        }
    }

    private static String where(JsonProcessingException e) {
        var at = e.getLocation();
        return at == null ? "" : "line " + at.getLineNr() + ", column " + at.getColumnNr() + ": ";
    }

    private ExportMetricsServiceRequest request() throws IOException, OtlpException {
        ExportMetricsServiceRequest.Builder request = ExportMetricsServiceRequest.newBuilder();
        in.nextToken();
        object(request, 0);
        if (in.nextToken() != null) {
            throw wrong("nothing more");
        }
        return request.build();
    }

    private void object(Message.Builder into, int depth) throws IOException, OtlpException {
        room.oneMore();
        if (in.currentToken() != JsonToken.START_OBJECT) {
            throw wrong("an object");
        }
        if (depth > DEEPEST) {
            throw wrong("messages that nest no deeper than " + DEEPEST);
        }
        Map<String, FieldDescriptor> fields = FIELDS.computeIfAbsent(into.getDescriptorForType(), JsonBody::fields);
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            FieldDescriptor field = fields.get(in.currentName());
            in.nextToken();
            if (field == null) {
                in.skipChildren();
            } else if (in.currentToken() != JsonToken.VALUE_NULL) {
                field(field, into, depth);
            }
        }
    }

    private static Map<String, FieldDescriptor> fields(Descriptor type) {
        return type.getFields().stream().collect(Collectors.toMap(FieldDescriptor::getJsonName, Function.identity()));
    }

    private void field(FieldDescriptor field, Message.Builder into, int depth) throws IOException, OtlpException {
        if (!field.isRepeated()) {
            into.setField(field, value(field, into, depth));
            return;
        }
        if (in.currentToken() != JsonToken.START_ARRAY) {
            throw wrong("an array");
        }
        while (in.nextToken() != JsonToken.END_ARRAY) {
            into.addRepeatedField(field, value(field, into, depth));
        }
    }

    private Object value(FieldDescriptor field, Message.Builder into, int depth) throws IOException, OtlpException {
        if (field.getJavaType() != FieldDescriptor.JavaType.MESSAGE) {
            return scalar(field);
        }
        Message.Builder message = into.newBuilderForField(field);
        object(message, depth + 1);
        return message.build();
    }

    private Object scalar(FieldDescriptor field) throws IOException, OtlpException {
        try {
            return JsonScalars.read(field, in);
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage() + " for " + field.getJsonName());
        }
    }

    private OtlpException wrong(String expected) {
        var at = in.currentTokenLocation();
        return OtlpException.malformed(
                "line " + at.getLineNr() + ", column " + Math.max(1, at.getColumnNr()) + ": expected " + expected);
    }
}
