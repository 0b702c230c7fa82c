/** The edge where wall-clock time becomes a record: only here does a clock enter the log. */
@NullMarked
package io.tocsin.streamprocessor.ticks;

import org.jspecify.annotations.NullMarked;
