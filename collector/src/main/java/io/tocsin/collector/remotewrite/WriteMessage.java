package io.tocsin.collector.remotewrite;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The protobuf messages of remote write, as {@code Content-Type: application/x-protobuf;proto=…} names them. */
enum WriteMessage {
    V1("prometheus.WriteRequest", "1.0"),
    V2("io.prometheus.write.v2.Request", "2.0");

    private static final String MEDIA_TYPE = "application/x-protobuf";
    private static final String PARAMETER = "proto";

    private final String protoName;
    private final String version;

    WriteMessage(String protoName, String version) {
        this.protoName = protoName;
        this.version = version;
    }

    /**
     * @param contentEncoding as in the header; empty counts as snappy
     * @param contentType as in the header; without the parameter it is 1.0, as senders of 1.0 leave it out
     * @throws RemoteWriteException if it is anything else
     */
    static WriteMessage of(String contentEncoding, String contentType) throws RemoteWriteException {
        if (!contentEncoding.isEmpty() && !contentEncoding.equalsIgnoreCase("snappy")) {
            throw RemoteWriteException.unsupported("Content-Encoding must be snappy, is " + contentEncoding);
        }
        String[] parts = contentType.split(";", -1);
        if (!contentType.isBlank() && !parts[0].strip().equalsIgnoreCase(MEDIA_TYPE)) {
            throw RemoteWriteException.unsupported("Content-Type must be " + MEDIA_TYPE + ", is " + contentType);
        }
        for (int i = 1; i < parts.length; i++) {
            String[] parameter = parts[i].split("=", 2);
            if (parameter.length == 2 && parameter[0].strip().equalsIgnoreCase(PARAMETER)) {
                return named(parameter[1].strip().replace("\"", ""));
            }
        }
        return V1;
    }

    private static WriteMessage named(String protoName) throws RemoteWriteException {
        for (WriteMessage message : values()) {
            if (message.protoName.equalsIgnoreCase(protoName)) {
                return message;
            }
        }
        String taken = Arrays.stream(values())
                .map(message -> message.protoName + " (remote write " + message.version + ")")
                .collect(Collectors.joining(" and "));
        throw RemoteWriteException.unsupported("the messages " + taken + " are taken, not " + protoName);
    }
}
