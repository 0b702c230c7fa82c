/**
 * Samples of our own: a {@link io.tocsin.collector.feed.SampleSource} is read on a grid of instants, and what it shows
 * goes the same way as what others send.
 */
@NullMarked
package io.tocsin.collector.feed;

import org.jspecify.annotations.NullMarked;
