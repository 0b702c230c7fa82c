/**
 * The reserve verifier: asks for the supply of an asset and for what backs it, and puts what it finds on the log as a
 * {@code ReserveSnapshot}; all of it or nothing, and never rounded.
 */
@NullMarked
package io.tocsin.collector.reserves;

import org.jspecify.annotations.NullMarked;
