/** The expression tree: sealed, immutable, prints back to itself. */
@NullMarked
package io.tocsin.promql.ast;

import org.jspecify.annotations.NullMarked;
