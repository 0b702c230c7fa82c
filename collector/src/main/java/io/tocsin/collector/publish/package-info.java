/** The way out: encoded frames and events to their topics. The only package here that knows a Kafka producer. */
@NullMarked
package io.tocsin.collector.publish;

import org.jspecify.annotations.NullMarked;
