/** JSON to typed events and back to words: what a producer may send is read from the Avro schemas, once, for both. */
@NullMarked
package io.tocsin.collector.events.json;

import org.jspecify.annotations.NullMarked;
