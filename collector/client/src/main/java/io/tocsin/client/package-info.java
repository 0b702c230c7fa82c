/**
 * For producers in Java: {@link io.tocsin.client.TocsinClient} puts domain events and samples onto Tocsin's log. It knows
 * Kafka's clients and nothing else of the product: what it writes is held byte for byte against the product's own
 * encoders by tests.
 */
@NullMarked
package io.tocsin.client;

import org.jspecify.annotations.NullMarked;
