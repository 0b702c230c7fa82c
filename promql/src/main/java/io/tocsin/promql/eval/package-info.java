/** Expressions are evaluated over a grid of instants. */
@NullMarked
package io.tocsin.promql.eval;

import org.jspecify.annotations.NullMarked;
