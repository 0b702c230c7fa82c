/** The only port towards storage, and the samples that come through it. */
@NullMarked
package io.tocsin.promql.series;

import org.jspecify.annotations.NullMarked;
