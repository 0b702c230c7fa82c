/**
 * Domain events become samples. This is the only place that knows what migrations, reserves and activity mean. Everything
 * here is a function of the log: an event is taken when the tick after it is known, in the order of the log.
 */
@NullMarked
package io.tocsin.streamprocessor.signals;

import org.jspecify.annotations.NullMarked;
