/** Domain events over HTTP: what a producer posts is on the log, or it is told why not, event by event. */
@NullMarked
package io.tocsin.collector.events;

import org.jspecify.annotations.NullMarked;
