/** The property that is the product: the same log and the same rules always give the same alerts. */
@NullMarked
package io.tocsin.streamprocessor.determinism;

import org.jspecify.annotations.NullMarked;
