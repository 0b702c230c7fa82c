/** One partition: for each instant, the leaves of every rule. */
@NullMarked
package io.tocsin.streamprocessor.leaf;

import org.jspecify.annotations.NullMarked;
