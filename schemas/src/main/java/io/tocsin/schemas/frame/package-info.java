/** Metric frames: many samples of one source at one time, by columns, encoded and decoded by hand. */
@NullMarked
package io.tocsin.schemas.frame;

import org.jspecify.annotations.NullMarked;
