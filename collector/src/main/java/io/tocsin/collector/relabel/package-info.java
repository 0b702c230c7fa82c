/**
 * Prometheus' relabelling: rules that rewrite label sets, or drop them. Of targets before they are scraped, and of
 * series before they are taken.
 */
@NullMarked
package io.tocsin.collector.relabel;

import org.jspecify.annotations.NullMarked;
