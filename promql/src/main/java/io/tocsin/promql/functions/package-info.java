/** The function catalogue. */
@NullMarked
package io.tocsin.promql.functions;

import org.jspecify.annotations.NullMarked;
