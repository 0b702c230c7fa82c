/** Tests. */
@NullMarked
package io.tocsin.promql.rules;

import org.jspecify.annotations.NullMarked;
