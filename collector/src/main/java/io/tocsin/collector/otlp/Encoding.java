package io.tocsin.collector.otlp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.CodedOutputStream;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsPartialSuccess;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The two forms of OTLP over HTTP; an answer has that of its request. */
enum Encoding {
    PROTOBUF("application/x-protobuf") {
        @Override
        ExportMetricsServiceRequest read(byte[] body, MessageRoom room) throws OtlpException {
            return ProtobufBody.read(body, room);
        }

        @Override
        byte[] response(long rejectedPoints, String message) {
            return message.isEmpty()
                    ? new byte[0]
                    : ExportMetricsServiceResponse.newBuilder()
                            .setPartialSuccess(ExportMetricsPartialSuccess.newBuilder()
                                    .setRejectedDataPoints(rejectedPoints)
                                    .setErrorMessage(message))
                            .build()
                            .toByteArray();
        }

        @Override
        byte[] status(int code, String message) {
            return bytes(out -> {
                CodedOutputStream coded = CodedOutputStream.newInstance(out);
                coded.writeInt32(STATUS_CODE, code);
                coded.writeString(STATUS_MESSAGE, message);
                coded.flush();
            });
        }
    },
    JSON("application/json") {
        @Override
        ExportMetricsServiceRequest read(byte[] body, MessageRoom room) throws OtlpException {
            return JsonBody.read(body, room);
        }

        @Override
        byte[] response(long rejectedPoints, String message) {
            return json(out -> {
                if (!message.isEmpty()) {
                    out.writeObjectFieldStart("partialSuccess");
                    out.writeStringField("rejectedDataPoints", Long.toString(rejectedPoints));
                    out.writeStringField("errorMessage", message);
                    out.writeEndObject();
                }
            });
        }

        @Override
        byte[] status(int code, String message) {
            return json(out -> {
                out.writeNumberField("code", code);
                out.writeStringField("message", message);
            });
        }
    };

    /** The fields of {@code google.rpc.Status}. */
    private static final int STATUS_CODE = 1;

    private static final int STATUS_MESSAGE = 2;

    private static final JsonFactory FACTORY = new JsonFactory();

    private final String contentType;

    Encoding(String contentType) {
        this.contentType = contentType;
    }

    /** @param contentType of a request, with or without parameters */
    static Optional<Encoding> of(String contentType) {
        String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(encoding -> encoding.contentType.equals(type))
                .findFirst();
    }

    String contentType() {
        return contentType;
    }

    abstract ExportMetricsServiceRequest read(byte[] body, MessageRoom room) throws OtlpException;

    /**
     * An {@code ExportMetricsServiceResponse}.
     *
     * @param message empty: everything was taken
     */
    abstract byte[] response(long rejectedPoints, String message);

    /**
     * A {@code google.rpc.Status}.
     *
     * @param code of gRPC
     */
    abstract byte[] status(int code, String message);

    @FunctionalInterface
    private interface Writing<T> {
        void to(T out) throws IOException;
    }

    private static byte[] bytes(Writing<ByteArrayOutputStream> writing) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            writing.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException("an array takes everything", e);
        }
        return out.toByteArray();
    }

    private static byte[] json(Writing<JsonGenerator> fields) {
        return bytes(out -> {
            try (JsonGenerator generator = FACTORY.createGenerator(out)) {
                generator.writeStartObject();
                fields.to(generator);
                generator.writeEndObject();
            }
        });
    }
}
