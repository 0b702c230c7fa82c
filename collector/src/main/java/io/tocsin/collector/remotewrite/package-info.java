/**
 * Prometheus remote write 1.0 and 2.0. The protobuf is read by hand from the uncompressed bytes, and a series that was
 * seen before costs no string: in 1.0 it is known by its raw label bytes, in 2.0 by the ids that the request's strings
 * got when their bytes were first seen, as the numbers it uses itself change from request to request.
 */
@NullMarked
package io.tocsin.collector.remotewrite;

import org.jspecify.annotations.NullMarked;
