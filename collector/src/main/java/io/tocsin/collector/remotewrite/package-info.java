/**
 * Prometheus remote write 1.0. The protobuf is read by hand from the uncompressed bytes, and a series that was seen
 * before is known by its raw label bytes: it costs no string.
 */
@NullMarked
package io.tocsin.collector.remotewrite;

import org.jspecify.annotations.NullMarked;
