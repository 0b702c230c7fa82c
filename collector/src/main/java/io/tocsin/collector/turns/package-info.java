/** When things are asked: each on a grid of its own, so that all of them spread over time and none waits for another. */
@NullMarked
package io.tocsin.collector.turns;

import org.jspecify.annotations.NullMarked;
