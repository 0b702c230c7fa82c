/**
 * The two text formats a scrape returns: Prometheus' (0.0.4, and 1.0.0 with quoted UTF-8 names) and OpenMetrics 1.0.0.
 * The bytes of a body are read in place; a series whose bytes have been seen before costs no string. What is taken and
 * what is refused is what Prometheus 3 takes and refuses.
 */
@NullMarked
package io.tocsin.collector.exposition;

import org.jspecify.annotations.NullMarked;
