/** Automatic responses: what a firing alert asks another system to do, decided in event time, once an episode. */
@NullMarked
package io.tocsin.streamprocessor.command;

import org.jspecify.annotations.NullMarked;
