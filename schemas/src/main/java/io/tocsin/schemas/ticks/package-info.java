/** Ticks: the records by which time advances. */
@NullMarked
package io.tocsin.schemas.ticks;

import org.jspecify.annotations.NullMarked;
