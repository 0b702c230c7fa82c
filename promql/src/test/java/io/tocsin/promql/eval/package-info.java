@NullMarked
package io.tocsin.promql.eval;

import org.jspecify.annotations.NullMarked;
