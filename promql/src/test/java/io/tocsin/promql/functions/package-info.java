/** Tests. */
@NullMarked
package io.tocsin.promql.functions;

import org.jspecify.annotations.NullMarked;
