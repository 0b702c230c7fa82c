/** The split into leaves and root gives what the whole gives. */
@NullMarked
package io.tocsin.promql.plan;

import org.jspecify.annotations.NullMarked;
