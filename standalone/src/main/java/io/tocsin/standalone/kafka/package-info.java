/** A real Kafka broker inside this process. */
@NullMarked
package io.tocsin.standalone.kafka;

import org.jspecify.annotations.NullMarked;
