/** Replays of generated logs. */
@NullMarked
package io.tocsin.streamprocessor.replay;

import org.jspecify.annotations.NullMarked;
