/** Text becomes an expression tree; every error has a position. */
@NullMarked
package io.tocsin.promql.parse;

import org.jspecify.annotations.NullMarked;
