/** An expression is split into leaves, evaluated where their series live, and a root. */
@NullMarked
package io.tocsin.promql.plan;

import org.jspecify.annotations.NullMarked;
