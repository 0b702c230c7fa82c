/** Tests. */
@NullMarked
package io.tocsin.promql.template;

import org.jspecify.annotations.NullMarked;
