/** Time on the log: ticks, what one partition has shown, and the bounds a record's time has to keep. */
@NullMarked
package io.tocsin.streamprocessor.time;

import org.jspecify.annotations.NullMarked;
