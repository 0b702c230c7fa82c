/** How records stand in the log: Avro with the writer's schema named in front, read against it, and never fatal. */
@NullMarked
package io.tocsin.schemas.wire;

import org.jspecify.annotations.NullMarked;
