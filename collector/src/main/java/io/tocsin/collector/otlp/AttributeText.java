package io.tocsin.collector.otlp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Attribute values as text, by OpenTelemetry's mapping to what is not OTLP: strings as they are, numbers and booleans
 * as JSON has them, bytes in Base64, lists and maps (their keys in order) in JSON, nothing as the empty string.
 */
final class AttributeText {

    private static final JsonFactory JSON = new JsonFactory();

    private AttributeText() {}

    static String of(AnyValue value) {
        return switch (value.getValueCase()) {
            case STRING_VALUE -> value.getStringValue();
            case BOOL_VALUE -> Boolean.toString(value.getBoolValue());
            case INT_VALUE -> Long.toString(value.getIntValue());
            case DOUBLE_VALUE -> Numbers.javaScript(value.getDoubleValue());
            case BYTES_VALUE -> base64(value);
            case ARRAY_VALUE, KVLIST_VALUE -> json(value);
            // A reference into a table that only profiles have.
            case STRING_VALUE_STRINDEX, VALUE_NOT_SET -> "";
        };
    }

    private static String base64(AnyValue value) {
        return Base64.getEncoder().encodeToString(value.getBytesValue().toByteArray());
    }

    private static String json(AnyValue value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(text)) {
            write(value, out);
        } catch (IOException e) {
            throw new UncheckedIOException("a string takes everything", e);
        }
        return text.toString();
    }

    private static void write(AnyValue value, JsonGenerator out) throws IOException {
        switch (value.getValueCase()) {
            case BOOL_VALUE -> out.writeBoolean(value.getBoolValue());
            case INT_VALUE -> out.writeNumber(value.getIntValue());
            case DOUBLE_VALUE -> writeDouble(value.getDoubleValue(), out);
            case ARRAY_VALUE -> writeArray(value, out);
            case KVLIST_VALUE -> writeMap(value, out);
            case STRING_VALUE, BYTES_VALUE -> out.writeString(of(value));
            case STRING_VALUE_STRINDEX, VALUE_NOT_SET -> out.writeNull();
        }
    }

    private static void writeDouble(double value, JsonGenerator out) throws IOException {
        if (Double.isFinite(value)) {
            out.writeNumber(Numbers.javaScript(value));
        } else {
            out.writeString(Double.toString(value));
        }
    }

    private static void writeArray(AnyValue value, JsonGenerator out) throws IOException {
        out.writeStartArray();
        for (AnyValue element : value.getArrayValue().getValuesList()) {
            write(element, out);
        }
        out.writeEndArray();
    }

    private static void writeMap(AnyValue value, JsonGenerator out) throws IOException {
        SortedMap<String, AnyValue> sorted = new TreeMap<>();
        for (KeyValue entry : value.getKvlistValue().getValuesList()) {
            sorted.put(entry.getKey(), entry.getValue());
        }
        out.writeStartObject();
        for (Map.Entry<String, AnyValue> entry : sorted.entrySet()) {
            out.writeFieldName(entry.getKey());
            write(entry.getValue(), out);
        }
        out.writeEndObject();
    }
}
