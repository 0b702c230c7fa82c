/** Probes in the style of blackbox_exporter: does it answer, as it should, how fast, and until when is its certificate good. */
@NullMarked
package io.tocsin.collector.probe;

import org.jspecify.annotations.NullMarked;
