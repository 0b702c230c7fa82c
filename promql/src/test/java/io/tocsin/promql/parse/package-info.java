/** Tests of the parser. */
@NullMarked
package io.tocsin.promql.parse;

import org.jspecify.annotations.NullMarked;
