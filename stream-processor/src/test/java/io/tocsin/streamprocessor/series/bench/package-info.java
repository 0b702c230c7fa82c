/** Measures the series store: not a test, run by hand. */
@NullMarked
package io.tocsin.streamprocessor.series.bench;

import org.jspecify.annotations.NullMarked;
