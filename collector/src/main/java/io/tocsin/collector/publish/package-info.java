/** The way out: encoded frames to the {@code metrics} topic. The only package here that knows a Kafka producer. */
@NullMarked
package io.tocsin.collector.publish;

import org.jspecify.annotations.NullMarked;
