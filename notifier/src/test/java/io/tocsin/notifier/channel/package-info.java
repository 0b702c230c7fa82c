/** Channels against real servers that behave and misbehave. */
@NullMarked
package io.tocsin.notifier.channel;

import org.jspecify.annotations.NullMarked;
