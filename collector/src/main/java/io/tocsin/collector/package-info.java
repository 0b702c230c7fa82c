/** The outside world becomes events on the log. */
@NullMarked
package io.tocsin.collector;

import org.jspecify.annotations.NullMarked;
