/** Tests. */
@NullMarked
package io.tocsin.promql.text;

import org.jspecify.annotations.NullMarked;
