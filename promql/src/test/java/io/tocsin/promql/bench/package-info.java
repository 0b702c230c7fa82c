/** Benchmarks; each has a main. */
@NullMarked
package io.tocsin.promql.bench;

import org.jspecify.annotations.NullMarked;
