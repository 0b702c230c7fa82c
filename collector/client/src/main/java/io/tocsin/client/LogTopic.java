package io.tocsin.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The topics a producer writes to, each with the schema of its records; tests hold them against the product's. */
enum LogTopic {
    METRICS("metrics", "MetricFrame", 0x976690b22dee8d3bL),
    MIGRATIONS("migrations", "MigrationEvent", 0x5f6d601c28a1fdb3L),
    RESERVES("reserves", "ReserveSnapshot", 0x4992cb7aebd48227L),
    ACTIVITY("activity", "ActivityEvent", 0x7f5085b43536142fL);

    private final String plainName;
    private final String schema;
    private final long fingerprint;

    /** @param fingerprint CRC-64 of the schema's canonical form, by which a record without a registry names it */
    LogTopic(String plainName, String schema, long fingerprint) {
        this.plainName = plainName;
        this.schema = schema;
        this.fingerprint = fingerprint;
    }

    /** Without the installation's prefix. */
    String plainName() {
        return plainName;
    }

    /** In front of a body that no registry knows: Avro's single-object encoding. */
    byte[] singleObjectHeader() {
        return ByteBuffer.allocate(10)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 0xc3)
                .put((byte) 1)
                .putLong(fingerprint)
                .array();
    }

    /** As JSON, exactly as the product's services register it. */
    String schemaText() {
        String resource = schema + ".json";
        try (InputStream in = LogTopic.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is not in this program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
    }
}
