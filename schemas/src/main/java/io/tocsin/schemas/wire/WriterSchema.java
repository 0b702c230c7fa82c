package io.tocsin.schemas.wire;

import org.apache.avro.Schema;

/**
 * What the front of a record says.
 *
 * @param schema that it was written with
 * @param bodyOffset where the Avro body begins, in bytes
 */
public record WriterSchema(Schema schema, int bodyOffset) {}
